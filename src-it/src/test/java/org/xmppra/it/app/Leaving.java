package org.xmppra.it.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.xmppra.Iq;
import org.xmppra.IqListener;

/**
 * Stays in its method until the test closes the socket it listens on: while an application is undeployed, its own beans
 * are no help.
 */
@MessageDriven(
        activationConfig = @ActivationConfigProperty(propertyName = "namespace", propertyValue = "urn:example:leaving"))
public class Leaving implements IqListener {
    @Override
    public Iq onIq(Iq request) throws IOException {
        String port = request.payload().attribute("port").orElse("");
        if (!port.isEmpty()) {
            try (Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
                test.getInputStream().read();
            }
        }
        return request.reply();
    }
}
