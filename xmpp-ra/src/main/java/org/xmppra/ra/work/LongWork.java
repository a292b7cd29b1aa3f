package org.xmppra.ra.work;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** A Work that lives as long as the adapter; the hints let the container run it apart from the short ones. */
final class LongWork extends AdapterWork implements WorkContextProvider {
    private static final long serialVersionUID = 1L;

    private final transient List<WorkContext> contexts;

    LongWork(String name, Runnable task) {
        super(task);
        HintsContext hints = new HintsContext();
        hints.setHint(HintsContext.NAME_HINT, name);
        hints.setHint(HintsContext.LONGRUNNING_HINT, true);
        this.contexts = List.of(hints);
    }

    @Override
    public List<WorkContext> getWorkContexts() {
        return contexts;
    }
}
