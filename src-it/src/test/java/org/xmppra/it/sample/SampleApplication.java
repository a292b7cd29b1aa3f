package org.xmppra.it.sample;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The sample's JSON interface, as curl uses it. Thread-safe. */
final class SampleApplication {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI root;
    private final HttpClient client = HttpClient.newHttpClient();

    SampleApplication(URI root) {
        this.root = root;
    }

    /** Has the sample send an IQ; returns how it ended. */
    JsonObject ask(String to, String type, String payload, Duration timeout) {
        return askLater(to, type, payload, timeout).join();
    }

    /** The same without waiting. */
    CompletableFuture<JsonObject> askLater(String to, String type, String payload, Duration timeout) {
        String order = Json.createObjectBuilder()
                .add("to", to)
                .add("type", type)
                .add("payload", payload)
                .add("timeoutMillis", timeout.toMillis())
                .build()
                .toString();
        return client.sendAsync(post(order), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> json(response.body()));
    }

    /** Sends any body; returns the HTTP status and what came with it. */
    HttpResponse<String> order(String body) {
        return send(post(body));
    }

    /** Whether it is connected, and under which address its beans answer. */
    JsonObject status() {
        return get("api/status");
    }

    /** The requests that its beans have served. */
    JsonObject served() {
        return get("api/served");
    }

    private JsonObject get(String path) {
        return json(send(HttpRequest.newBuilder(root.resolve(path))
                        .timeout(PATIENCE)
                        .build())
                .body());
    }

    private HttpRequest post(String body) {
        return HttpRequest.newBuilder(root.resolve("api/iq"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonObject json(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
