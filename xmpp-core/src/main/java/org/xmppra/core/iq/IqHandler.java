package org.xmppra.core.iq;

/** Takes requests of a claim. */
@FunctionalInterface
public interface IqHandler {
    /**
     * Takes a request. Called on an event loop: hands it over and returns; never blocks, never calls the container or
     * an application. What it throws is answered with {@code internal-server-error}.
     */
    void handle(IqExchange exchange);
}
