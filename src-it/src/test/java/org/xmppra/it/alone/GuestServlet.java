package org.xmppra.it.alone;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.naming.NamingException;
import org.xmppra.XmppException;

/** Has the guest ask. */
@WebServlet("/greeting")
public class GuestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings({"NullAway.Init", "serial"}) // set by the container
    private Guest guest;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter()
                    .write(guest.greeting(request.getParameter("factory"), request.getParameter("greeter")));
        } catch (NamingException | XmppException failure) {
            response.getWriter().write("failed: " + failure.getMessage());
        }
    }
}
