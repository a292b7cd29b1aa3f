package org.xmppra.it.proof;

/** How a test ended, from good to bad. */
enum Outcome {
    PASSED,
    /** It is about Java runtimes of other versions than the one that ran the tests. */
    OTHER_JDK,
    SKIPPED,
    /** No report tells of it. */
    ABSENT,
    FAILED;

    Outcome orWorse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
