package org.xmppra.bench.side;

/** Is told what goes on while it goes on. */
public interface Progress {
    /** A work begins. */
    void begin(String title);

    /** A repetition is over. */
    void sample(String who, int repetition, Sample sample);

    /** Anything else worth knowing. */
    void line(String text);

    /** Somebody cannot take part, or not in all of it. */
    void missing(String who, String why);
}
