package org.xmppra.testkit.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.xmppra.testkit.TestCertificate;

/**
 * Someone in between: has a certificate that the client trusts, ends its TLS there, and passes on what both say through TLS of
 * its own to the server, changing what the server says as it likes.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final UnaryOperator<String> change;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(LeakCheck.threads("relay"));

    private Relay(ServerSocket listener, int serverPort, UnaryOperator<String> change) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.change = change;
    }

    /** Stands before a port with direct TLS; each piece that the server sends goes through the change. */
    static Relay before(int serverPort, TestCertificate certificate, UnaryOperator<String> change) {
        try {
            Relay relay = new Relay(
                    certificate
                            .serverContext()
                            .getServerSocketFactory()
                            .createServerSocket(0, 1, InetAddress.getLoopbackAddress()),
                    serverPort,
                    change);
            relay.threads.execute(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = keep(listener.accept());
                Socket server = keep(
                        trustingAll().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), serverPort));
                threads.execute(() -> pump(client, server, text -> text));
                threads.execute(() -> pump(server, client, change));
            } catch (IOException e) {
                return; // Closed: the end of the test.
            }
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private static void pump(Socket from, Socket to, UnaryOperator<String> change) {
        byte[] buffer = new byte[1 << 14];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                out.write(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException e) {
            return; // One of both has gone, and so goes the other.
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
