package org.xmppra;

/**
 * A payload does not fit the class that it was to be bound to. The message names the class and the path, never the value:
 * what was sent may be secret.
 */
public class XmlBindingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * Makes one.
     *
     * @param message names class and path
     * @param path where in the payload, for instance {@code order/item}
     */
    public XmlBindingException(String message, String path) {
        super(message);
        this.path = path;
    }

    /** Where in the payload, by the names of its elements: fit to be told to who sent it. */
    public String path() {
        return path;
    }
}
