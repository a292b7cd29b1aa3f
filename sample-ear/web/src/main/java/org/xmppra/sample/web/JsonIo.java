package org.xmppra.sample.web;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** JSON in and out of a servlet. */
final class JsonIo {
    private static final int LARGEST_BODY = 256 * 1024;

    private JsonIo() {}

    /** Whether the body is said to be JSON. A form of another site's page cannot say so, nor a script of it unasked. */
    static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
    }

    static JsonObject read(HttpServletRequest request) throws IOException, BadOrderException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new BadOrderException("The body is larger than " + LARGEST_BODY + " bytes");
        }
        return parse(body);
    }

    static JsonObject parse(byte[] body) throws BadOrderException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new BadOrderException("The body is not UTF-8");
        }
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            if (reader.read() instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException e) {
            throw new BadOrderException("The body is not JSON: " + e.getMessage());
        }
        throw new BadOrderException("The body must be a JSON object");
    }

    static void write(HttpServletResponse response, int status, JsonStructure json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
