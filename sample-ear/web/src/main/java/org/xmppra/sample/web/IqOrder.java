package org.xmppra.sample.web;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;

/**
 * What a caller of {@code POST /api/iq} wants sent.
 *
 * @param request the get or set
 * @param timeout how long to wait for the answer; null for the connection factory's default
 */
record IqOrder(Iq request, @Nullable Duration timeout) {
    static final long LONGEST_TIMEOUT_MILLIS = 120_000;
    private static final Set<String> MEMBERS = Set.of("to", "type", "payload", "timeoutMillis");

    /**
     * Reads an order.
     *
     * @throws BadOrderException if something is wrong with it; names everything that is
     */
    static IqOrder of(JsonObject json) throws BadOrderException {
        Reading reading = new Reading(json);
        IqOrder order = reading.order();
        if (order == null) {
            throw new BadOrderException(reading.problems);
        }
        return order;
    }

    /** One pass over the members that collects what is wrong. */
    private static final class Reading {
        private final JsonObject json;
        private final List<Problem> problems = new ArrayList<>();

        Reading(JsonObject json) {
            this.json = json;
        }

        @Nullable IqOrder order() {
            unknownMembers();
            Jid to = json.containsKey("to") && !isBlank("to") ? parsed("to", Jid::of) : null;
            Iq.Builder builder = builder(to);
            XmlElement payload = parsed("payload", XmlElement::parse);
            Duration timeout = timeout();
            return problems.isEmpty() && builder != null && payload != null
                    ? new IqOrder(builder.payload(payload).build(), timeout)
                    : null;
        }

        private void unknownMembers() {
            json.keySet().stream()
                    .filter(name -> !MEMBERS.contains(name))
                    .forEach(name -> wrong(
                            name,
                            "is not known; an order has "
                                    + MEMBERS.stream().sorted().collect(Collectors.joining(", "))));
        }

        private boolean isBlank(String name) {
            return json.get(name) instanceof JsonString text && text.getString().isBlank();
        }

        private Iq.@Nullable Builder builder(@Nullable Jid to) {
            String type = parsed("type", text -> text);
            if (type == null) {
                return null;
            }
            if (!type.equals("get") && !type.equals("set")) {
                wrong("type", "must be \"get\" or \"set\"");
                return null;
            }
            return (type.equals("get") ? Iq.get() : Iq.set()).to(to);
        }

        private @Nullable Duration timeout() {
            JsonValue value = json.get("timeoutMillis");
            if (value == null || value == JsonValue.NULL) {
                return null;
            }
            if (value instanceof JsonNumber number && number.isIntegral()) {
                double millis = number.doubleValue();
                if (millis >= 1 && millis <= LONGEST_TIMEOUT_MILLIS) {
                    return Duration.ofMillis(number.longValue());
                }
            }
            wrong("timeoutMillis", "must be a whole number from 1 to " + LONGEST_TIMEOUT_MILLIS);
            return null;
        }

        private <T> @Nullable T parsed(String name, Function<String, T> parser) {
            if (!(json.get(name) instanceof JsonString text)) {
                wrong(name, json.containsKey(name) ? "must be a string" : "is missing");
                return null;
            }
            try {
                return parser.apply(text.getString().strip());
            } catch (IllegalArgumentException e) {
                wrong(name, String.valueOf(e.getMessage()));
                return null;
            }
        }

        private void wrong(String name, String problem) {
            problems.add(new Problem(name, problem));
        }
    }
}
