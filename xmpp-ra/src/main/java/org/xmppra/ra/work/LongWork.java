package org.xmppra.ra.work;

import jakarta.resource.spi.work.HintsContext;

/** A Work that lives as long as the adapter; the hints let the container run it apart from the short ones. */
final class LongWork extends ContextWork {
    private static final long serialVersionUID = 1L;

    LongWork(String name, Runnable task) {
        super(task, hints(name));
    }

    private static HintsContext hints(String name) {
        HintsContext hints = new HintsContext();
        hints.setHint(HintsContext.NAME_HINT, name);
        hints.setHint(HintsContext.LONGRUNNING_HINT, true);
        return hints;
    }
}
