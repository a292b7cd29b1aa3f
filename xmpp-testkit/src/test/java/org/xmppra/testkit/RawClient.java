package org.xmppra.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.xmppra.core.component.ComponentHandshake;

/** A client that writes what it is told and waits until it reads what is expected. It knows no XML. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int SILENCE_MILLIS = 300;

    private final XmppTestServer server;
    private final Socket tcp;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private String unread = "";

    private RawClient(XmppTestServer server, Socket socket) throws IOException {
        this.server = server;
        this.tcp = socket;
        use(socket);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Connects in clear. */
    static RawClient connect(XmppTestServer server, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(server.host(), port), TIMEOUT_MILLIS);
        return new RawClient(server, socket);
    }

    /** Connects, secures, authenticates with PLAIN and binds the resource. */
    static RawClient login(XmppTestServer server, String user, String password, String resource) throws Exception {
        RawClient client = secured(server);
        client.plain(user, password);
        client.expect("<success");
        client.open();
        client.expect("</stream:features>");
        client.bind(resource);
        client.expect("</iq>");
        return client;
    }

    /** Connects and secures; the features are read. */
    static RawClient secured(XmppTestServer server) throws Exception {
        RawClient client = connect(server, server.clientPort());
        client.open();
        client.expect("</stream:features>");
        client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        client.expect("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        client.secure("xmpp-client");
        client.open();
        client.expect("</stream:features>");
        return client;
    }

    /** Opens the stream and passes the handshake of XEP-0114. */
    static RawClient component(XmppTestServer server, String domain, String secret) throws Exception {
        RawClient component = connect(server, server.componentPort());
        component.openComponent(domain);
        component.handshake(secret, component.streamId());
        component.expect("<handshake/>");
        return component;
    }

    void openComponent(String domain) throws IOException {
        send("<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='"
                + domain + "'>");
    }

    void handshake(String secret, String streamId) throws IOException {
        send("<handshake>" + ComponentHandshake.digest(streamId, secret) + "</handshake>");
    }

    /** Reads the server's header and returns its id. */
    String streamId() throws IOException {
        String header = expect("<stream:stream") + expect(">");
        return header.replaceAll("(?s).* id='([^']*)'.*", "$1");
    }

    /** Does the TLS handshake, trusting the server's certificate for its domain only. */
    void secure(String alpn) throws IOException, GeneralSecurityException {
        SSLSocket tls = (SSLSocket) trust().getSocketFactory().createSocket(socket, server.domain(), 0, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {alpn});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        use(tls);
    }

    private SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(
                server.trustStore().toFile(), server.trustStorePassword().toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    String applicationProtocol() {
        return ((SSLSocket) socket).getApplicationProtocol();
    }

    /** Opens a client's stream. */
    void open() throws IOException {
        send("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
                + " to='" + server.domain() + "' version='1.0'>");
    }

    void plain(String user, String password) throws IOException {
        String message = "\0" + user + "\0" + password;
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)) + "</auth>");
    }

    void bind(String resource) throws IOException {
        send("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + resource
                + "</resource></bind></iq>");
    }

    void send(String xml) throws IOException {
        out.write(xml.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Reads until the text has come, and returns all up to its end. */
    String expect(String text) throws IOException {
        while (!unread.contains(text)) {
            byte[] buffer = new byte[8192];
            int count = in.read(buffer);
            if (count < 0) {
                throw new AssertionError("Expected " + text + ", but the stream ended after: " + unread);
            }
            unread += new String(buffer, 0, count, StandardCharsets.UTF_8);
        }
        int end = unread.indexOf(text) + text.length();
        String read = unread.substring(0, end);
        unread = unread.substring(end);
        return read;
    }

    /** Reads to the end of the connection. */
    String expectEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        in.transferTo(rest);
        String read = unread + rest.toString(StandardCharsets.UTF_8);
        unread = "";
        return read;
    }

    /** Reads to the end of the TCP connection, below TLS, and returns how many bytes came. */
    int bytesBelowTlsToTheEnd() throws IOException {
        return tcp.getInputStream().readAllBytes().length;
    }

    /** A request to the server and its answer: all that was delivered before is returned, too. */
    String sync() throws IOException {
        send("<iq type='get' id='sync' to='" + server.domain() + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        return expect("id='sync'/>");
    }

    /** Waits a moment, in which nothing may come. */
    void staysSilent() throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            int read = in.read();
            throw new AssertionError("Expected silence, not " + (read < 0 ? "the end" : (char) read));
        } catch (SocketTimeoutException e) {
            // Silence: what was hoped for. The short timeout stays: closing TLS waits as long for a peer that is dead.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
