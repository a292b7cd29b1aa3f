package org.xmppra.sample.web;

import jakarta.ejb.EJB;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.xmppra.sample.ejb.ServedLog;
import org.xmppra.sample.ejb.ServedRequest;

/** {@code GET /api/served}: the requests that the message-driven beans served last, the latest first. */
@WebServlet("/api/served")
public class ServedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient ServedLog served;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonArrayBuilder requests = Json.createArrayBuilder();
        for (ServedRequest one : served.latest()) {
            requests.add(Json.createObjectBuilder()
                    .add("number", one.number())
                    .add("when", one.when().toString())
                    .add("bean", one.bean())
                    .add("who", one.who())
                    .add("type", one.type())
                    .add("namespace", one.namespace())
                    .add("element", one.element()));
        }
        JsonIo.write(
                response,
                HttpServletResponse.SC_OK,
                Json.createObjectBuilder().add("served", requests).build());
    }
}
