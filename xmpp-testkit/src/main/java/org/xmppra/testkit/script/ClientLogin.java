package org.xmppra.testkit.script;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xmppra.testkit.sasl.SaslAccounts;
import org.xmppra.testkit.sasl.SaslServerException;
import org.xmppra.testkit.sasl.SaslServerMechanism;

/**
 * Scripts of a server that lets one client account in: each begins a connection and leaves it where its name says, so that a
 * test goes on from there. Immutable.
 *
 * @param domain the domain that the server serves
 * @param user the account's localpart
 * @param password its password
 * @param tls the server's side of TLS; null for none
 * @param directTls whether TLS begins with the first byte
 * @param mechanisms the SASL mechanisms to offer
 */
public record ClientLogin(
        String domain,
        String user,
        String password,
        @Nullable SSLContext tls,
        boolean directTls,
        List<String> mechanisms) {
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='a-stream' from='";

    /** A server without TLS, with SCRAM-SHA-256 and SCRAM-SHA-1. */
    public static ClientLogin of(String domain, String user, String password) {
        return new ClientLogin(domain, user, password, null, false, List.of("SCRAM-SHA-256", "SCRAM-SHA-1"));
    }

    /** The same with STARTTLS. */
    public ClientLogin startTls(SSLContext context) {
        return new ClientLogin(domain, user, password, context, false, mechanisms);
    }

    /** The same with direct TLS. */
    public ClientLogin directTls(SSLContext context) {
        return new ClientLogin(domain, user, password, context, true, mechanisms);
    }

    /** The same with other mechanisms: SCRAM-SHA-512, SCRAM-SHA-256, SCRAM-SHA-1, PLAIN. */
    public ClientLogin offering(String... names) {
        return new ClientLogin(domain, user, password, tls, directTls, List.of(names));
    }

    /** The stream header that the server answers with. */
    public String header() {
        return HEADER + domain + "'>";
    }

    /** The headers are exchanged, in clear; the server's features are due. */
    public Script opened() {
        return Script.begin()
                .expect("<stream:stream to='" + domain + "' version='1.0'>")
                .send(header());
    }

    /** TLS stands (if there is any), and the headers are exchanged; the server's features are due. */
    public Script secured() {
        SSLContext context = tls;
        if (context == null) {
            return opened();
        }
        if (directTls) {
            return Script.begin().startTls(context).play(opened());
        }
        return proceeding()
                .send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
                .startTls(context)
                .play(opened());
    }

    /** The client has asked for STARTTLS; the server's {@code <proceed/>} is due. */
    public Script proceeding() {
        return opened().send("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
                        + "</stream:features>")
                .expect("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    }

    /** The mechanisms are offered; the client's {@code <auth/>} is due. */
    public Script offered() {
        StringBuilder features = new StringBuilder("<stream:features><mechanisms " + SASL + '>');
        mechanisms.forEach(name -> features.append("<mechanism>").append(name).append("</mechanism>"));
        return secured().send(features.append("</mechanisms></stream:features>").toString());
    }

    /** The client has proved the password, and the headers are exchanged; the server's features are due. */
    public Script authenticated() {
        return offered().play(proving());
    }

    /** From the client's {@code <auth/>} on: it proves the password, and the headers are exchanged. */
    public Script proving() {
        return Script.begin().then(this::authenticate).play(opened());
    }

    /** From the features after the login on: is bound to the resource it asked for; its full JID is <code>${jid}</code>. */
    public Script bound() {
        return askedToBind().play(bindResult());
    }

    private Script bindResult() {
        return Script.begin()
                .then(wire -> wire.put("jid", user + '@' + domain + '/' + wire.get("resource")))
                .send("<iq type='result' id='${bindId}'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + "<jid>${jid}</jid></bind></iq>");
    }

    private static Script askedToBind() {
        return askedToBind("");
    }

    private static Script askedToBind(String more) {
        return Script.begin()
                .send("<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>" + more + "</stream:features>")
                .then(ClientLogin::takeBindRequest);
    }

    /** The client has tried the wrong password and was told so. */
    public Script refused() {
        return offered().then(wire -> {
            try {
                converse(wire);
                throw wire.failure("Expected a wrong password, but it was right", null);
            } catch (SaslServerException e) {
                wire.send("<failure " + SASL + "><" + e.condition().elementName() + "/></failure>");
            }
        });
    }

    /**
     * The client has asked for a resource, in an IQ whose id is <code>${bindId}</code>; <code>${resource}</code> is what it
     * asked for, {@code made} if it left the choice to the server.
     */
    public Script binding() {
        return authenticated().play(askedToBind());
    }

    /** Is logged in and bound to the resource it asked for; its full JID is <code>${jid}</code>. */
    public Script loggedIn() {
        return authenticated().play(bound());
    }

    /** The same, with more features than binding. */
    Script loggedIn(String more) {
        return authenticated().play(askedToBind(more)).play(bindResult());
    }

    /** The client, to whom binding was offered before, has bound a resource. */
    Script boundNext() {
        return Script.begin().then(ClientLogin::takeBindRequest).play(bindResult());
    }

    private static void takeBindRequest(Wire wire) throws IOException {
        Element iq = wire.nextElement();
        List<Element> children = ElementMatch.elements(iq);
        if (!iq.getAttribute("type").equals("set")
                || children.size() != 1
                || !children.get(0).getLocalName().equals("bind")) {
            throw wire.failure("Expected a request to bind a resource, but got <" + iq.getTagName() + '>', null);
        }
        List<Element> resource = ElementMatch.elements(children.get(0));
        wire.put("bindId", iq.getAttribute("id"));
        wire.put("resource", resource.isEmpty() ? "made" : resource.get(0).getTextContent());
    }

    private void authenticate(Wire wire) throws IOException {
        try {
            byte[] last = converse(wire);
            String data = last == null ? "" : base64(last);
            wire.send("<success " + SASL + ">" + data + "</success>");
        } catch (SaslServerException e) {
            throw wire.failure("Expected the right password, but: " + e.getMessage(), e);
        }
    }

    /** All but the last word of an authentication; returns the data that belongs to it. */
    private byte @Nullable [] converse(Wire wire) throws IOException, SaslServerException {
        SaslAccounts accounts = new SaslAccounts();
        accounts.put(user, password);
        Element auth = wire.nextElement();
        String name = auth.getAttribute("mechanism");
        if (!auth.getLocalName().equals("auth") || !mechanisms.contains(name)) {
            throw wire.failure("Expected <auth/> with one of " + mechanisms, null);
        }
        SaslServerMechanism mechanism = accounts.begin(name);
        byte[] answer = mechanism.evaluate(decode(auth));
        while (!mechanism.isComplete()) {
            wire.send("<challenge " + SASL + ">" + base64(answer == null ? new byte[0] : answer) + "</challenge>");
            answer = mechanism.evaluate(decode(wire.nextElement()));
        }
        return answer;
    }

    private static byte[] decode(Element element) {
        String text = element.getTextContent().strip();
        return text.equals("=") ? new byte[0] : Base64.getDecoder().decode(text);
    }

    private static String base64(byte[] data) {
        return data.length == 0 ? "=" : Base64.getEncoder().encodeToString(data);
    }

    @Override
    public String toString() {
        return "ClientLogin[" + user + '@' + domain + ", " + mechanisms + ']';
    }
}
