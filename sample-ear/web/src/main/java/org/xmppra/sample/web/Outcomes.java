package org.xmppra.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppException;

/** How an order ended, as JSON. */
final class Outcomes {
    private Outcomes() {}

    static JsonObject result(Iq answer, Duration took) {
        return answered("result", answer, took).build();
    }

    static JsonObject failure(Iq request, XmppException failure, Duration took) {
        if (failure instanceof IqErrorException error) {
            return answered("error", error.response(), took)
                    .add("error", json(error.error()))
                    .build();
        }
        boolean late = failure instanceof IqTimeoutException;
        JsonObjectBuilder json = outcome(late ? "timeout" : "connection", request, took);
        json.add("message", String.valueOf(failure.getMessage()));
        if (failure instanceof XmppConnectionException connection) {
            json.add("deliveryStatus", connection.deliveryStatus().name());
        }
        return json.build();
    }

    private static JsonObjectBuilder answered(String outcome, Iq answer, Duration took) {
        JsonObjectBuilder json = outcome(outcome, answer, took);
        addIfPresent(json, "from", answer.from().map(Jid::toString).orElse(null));
        addIfPresent(
                json,
                "payload",
                answer.hasPayload()
                        ? answer.children().stream().map(XmlElement::toXml).collect(Collectors.joining())
                        : null);
        return json;
    }

    private static JsonObjectBuilder outcome(String outcome, Iq iq, Duration took) {
        return Json.createObjectBuilder()
                .add("outcome", outcome)
                .add("id", iq.id())
                .add("millis", took.toMillis());
    }

    private static JsonObject json(StanzaError error) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("condition", error.conditionName())
                .add("type", error.type().toString());
        addIfPresent(json, "text", error.text().orElse(null));
        addIfPresent(
                json,
                "applicationCondition",
                error.applicationCondition().map(XmlElement::toXml).orElse(null));
        return json.build();
    }

    private static void addIfPresent(JsonObjectBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.add(name, value);
        }
    }
}
