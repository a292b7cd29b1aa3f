package org.xmppra.it.peers;

import jakarta.json.JsonObject;

/**
 * An IQ as a peer received it. Every field is empty where the stanza has nothing to put there.
 *
 * @param type get, set, result or error
 * @param namespace of the payload
 * @param payload the first child that is no stanza error, as XML
 * @param condition of the stanza error, with its type and text
 * @param xml the whole stanza
 */
public record SeenIq(
        String type,
        String id,
        String from,
        String to,
        String namespace,
        String payload,
        String condition,
        String errorType,
        String text,
        String xml) {

    static SeenIq of(JsonObject seen) {
        return new SeenIq(
                seen.getString("type", ""),
                seen.getString("id", ""),
                seen.getString("from", ""),
                seen.getString("to", ""),
                seen.getString("namespace", ""),
                seen.getString("payload", ""),
                seen.getString("condition", ""),
                seen.getString("errorType", ""),
                seen.getString("text", ""),
                seen.getString("xml", ""));
    }
}
