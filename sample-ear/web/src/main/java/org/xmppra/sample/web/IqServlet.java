package org.xmppra.sample.web;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.xmppra.XmppException;
import org.xmppra.sample.ejb.IqSender;
import org.xmppra.sample.ejb.RefusedRequestException;

/**
 * {@code POST /api/iq}: sends an IQ and answers with how that ended. Whatever a peer does is a 200 with an outcome; 400 is
 * an order that could not be sent as it stands.
 */
@WebServlet("/api/iq")
public class IqServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient IqSender sender;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!JsonIo.isJson(request)) {
            JsonIo.write(
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    Json.createObjectBuilder()
                            .add("message", "Send the order with the header Content-Type: application/json")
                            .build());
            return;
        }
        try {
            JsonIo.write(response, HttpServletResponse.SC_OK, ask(IqOrder.of(JsonIo.read(request))));
        } catch (BadOrderException e) {
            JsonIo.write(response, HttpServletResponse.SC_BAD_REQUEST, refusal(e));
        } catch (EJBException e) {
            // The container has logged it; the client need not see a stack.
            JsonIo.write(
                    response,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    Json.createObjectBuilder()
                            .add("message", "Something went wrong in the sample; see the server's log")
                            .build());
        }
    }

    private JsonObject ask(IqOrder order) throws BadOrderException {
        long start = System.nanoTime();
        try {
            return Outcomes.result(sender.ask(order.request(), order.timeout()), since(start));
        } catch (RefusedRequestException e) {
            throw new BadOrderException(String.valueOf(e.getMessage()));
        } catch (XmppException e) {
            return Outcomes.failure(order.request(), e, since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static JsonObject refusal(BadOrderException refused) {
        JsonArrayBuilder problems = Json.createArrayBuilder();
        refused.problems()
                .forEach(problem -> problems.add(Json.createObjectBuilder()
                        .add("member", problem.member())
                        .add("message", problem.message())));
        return Json.createObjectBuilder()
                .add("message", String.valueOf(refused.getMessage()))
                .add("problems", problems)
                .build();
    }
}
