package org.xmppra.core.xml;

/**
 * How much of one stanza is read before the stream is ended with {@code policy-violation}.
 *
 * @param maxBytes bytes of a stanza or stream header
 * @param maxDepth levels of elements below the stream, at most {@link #DEEPEST}
 * @param maxAttributes attributes and namespace declarations of one start tag
 * @param maxNameLength bytes of one element, attribute or prefix name
 */
public record XmlLimits(int maxBytes, int maxDepth, int maxAttributes, int maxNameLength) {
    /** 256 KiB, 64 levels, 128 attributes, names of 1,024 bytes. */
    public static final XmlLimits DEFAULT = new XmlLimits(256 * 1024, 64, 128, 1024);

    /** What an element tree can hold. */
    public static final int DEEPEST = 256;

    /** Checks that each limit is positive. */
    public XmlLimits {
        if (maxBytes <= 0 || maxDepth <= 0 || maxAttributes <= 0 || maxNameLength <= 0) {
            throw new IllegalArgumentException("Each limit must be positive: " + maxBytes + " bytes, " + maxDepth
                    + " levels, " + maxAttributes + " attributes, " + maxNameLength + " bytes a name");
        }
        if (maxDepth > DEEPEST) {
            throw new IllegalArgumentException("At most " + DEEPEST + " levels are possible, not " + maxDepth);
        }
    }
}
