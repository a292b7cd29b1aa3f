package org.xmppra.bench.contestant;

/** Ends a process with its main task, for not every library ends its threads. */
final class Exit {
    private static final System.Logger LOG = System.getLogger(Exit.class.getName());

    /** What the process is for. */
    interface Task {
        /** Does it. */
        void run() throws Exception;
    }

    private Exit() {}

    static void after(Task task) {
        onFailure(task);
        System.exit(0);
    }

    /** For tasks of other threads: without them nothing is left to measure. */
    static void onFailure(Task task) {
        try {
            task.run();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "The contestant failed", e);
            System.exit(1);
        }
    }
}
