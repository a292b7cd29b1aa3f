package org.xmppra.sample.web;

import jakarta.ejb.EJB;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.sample.ejb.IqSender;

/** {@code GET /api/status}: whether there is a connection, and under which address the message-driven beans answer. */
@WebServlet("/api/status")
public class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** The system property that the server's configuration takes the beans' resource from, and its default there. */
    private static final String RESOURCE = System.getProperty("xmppra.resource", "sample");

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient IqSender sender;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonIo.write(response, HttpServletResponse.SC_OK, status().build());
    }

    private JsonObjectBuilder status() {
        JsonObjectBuilder status = Json.createObjectBuilder();
        try {
            Jid address = sender.address();
            return status.add("connected", true)
                    .add("sender", address.toString())
                    .add("beans", beansAddress(address).toString());
        } catch (XmppException e) {
            return status.add("connected", false).add("message", String.valueOf(e.getMessage()));
        }
    }

    /** A client account's beans listen on a resource of their own; a component is one address for everything. */
    static Jid beansAddress(Jid sender) {
        return sender.local() == null ? sender : sender.withResource(RESOURCE);
    }
}
