package org.xmppra.ra.work;

import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** A Work that the container has to set something up for. */
class ContextWork extends AdapterWork implements WorkContextProvider {
    private static final long serialVersionUID = 1L;

    private final transient List<WorkContext> contexts;

    ContextWork(Runnable task, WorkContext context) {
        super(task);
        this.contexts = List.of(context);
    }

    @Override
    public List<WorkContext> getWorkContexts() {
        return contexts;
    }
}
