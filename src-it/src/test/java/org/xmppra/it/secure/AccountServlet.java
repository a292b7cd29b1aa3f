package org.xmppra.it.secure;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.xmppra.XmppException;

/** Where users log in. */
@WebServlet("/account")
@ServletSecurity(@HttpConstraint(rolesAllowed = "user"))
public class AccountServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings({"NullAway.Init", "serial"}) // set by the container
    private Forwarder forwarder;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter().write(forwarder.account());
        } catch (XmppException failure) {
            response.getWriter().write("failed: " + failure.getMessage());
        }
    }
}
