package org.xmppra.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedPeerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static Socket connect(ScriptedPeer peer) throws IOException {
        Socket client = new Socket(peer.host(), peer.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readAll(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void placeholderCapturedFromTheClientIsSentBack() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.begin()
                    .expect("<iq type='get' id='${id}'/>")
                    .send("<iq type='result' id='${id}'/>")
                    .close());
            try (Socket client = connect(peer)) {
                write(client, "<iq id=\"4'2\" to='x' type='get'><query xmlns='urn:example'>é</query></iq>");
                assertThat(readAll(client)).isEqualTo("<iq type='result' id='4'2'/>");
            }
            assertThat(peer.await().captured("id")).isEqualTo("4'2");
        }
    }

    @Test
    void capturedValueMustComeAgain() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start();
        peer.play(Script.begin().expect("<a id='${id}'/>").expect("<b id='${id}'/>"));
        try (Socket client = connect(peer)) {
            write(client, "<a id='1'/><b id='2'/>");
            assertThatThrownBy(peer::await).isInstanceOf(ScriptFailure.class).hasMessageContaining("<b id='2'/>");
        }
        peer.close();
    }

    @Test
    void failureTellsWhatWasExpectedWhatCameAndTheTranscript() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start(SHORT);
        peer.play(Script.begin().send("<hello/>").expect("<message/>"));
        try (Socket client = connect(peer)) {
            write(client, "<iq type='get");
            ScriptFailure failure = catchThrowableOfType(ScriptFailure.class, peer::await);
            assertThat(failure)
                    .hasMessageContaining("Expected <message/>")
                    .hasMessageContaining("only <iq type='get within 200 ms")
                    .hasMessageContaining("S: <hello/>")
                    .hasMessageContaining("-- connection 1");
        }
        peer.close();
    }

    @Test
    void failureThatNobodyAskedForIsToldByClose() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start();
        peer.play(Script.begin().expect("<a/>"));
        try (Socket client = connect(peer)) {
            write(client, "<b/>");
            assertThat(readAll(client)).isEmpty();
        }
        assertThatExceptionOfType(ScriptFailure.class).isThrownBy(peer::close).withMessageContaining("sent <b/>");
    }

    @Test
    void nothingIsPlayedAfterAFailure() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start();
        peer.play(Script.begin().expect("<a/>")).play(Script.begin().send("never"));
        try (Socket client = connect(peer)) {
            write(client, "<b/>");
            assertThat(readAll(client)).isEmpty();
        }
        assertThatThrownBy(peer::await).isInstanceOf(ScriptFailure.class);
        assertThat(peer.transcript()).doesNotContain("never");
        peer.close();
    }

    @Test
    void elementOfAnotherNamespaceDoesNotFit() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start();
        peer.play(Script.begin().expect("<iq><query xmlns='urn:a'/></iq>"));
        try (Socket client = connect(peer)) {
            write(client, "<iq><query xmlns='urn:b'/></iq>");
            assertThatThrownBy(peer::await).isInstanceOf(ScriptFailure.class);
        }
        peer.close();
    }

    @Test
    void textAndRegexPassOverWhatComesBefore() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.begin()
                    .expectText("naïve")
                    .expectMatch("id='(?<first>\\d+)'.*?id='(?<second>\\d+)'")
                    .send("${second} ${first}")
                    .close());
            try (Socket client = connect(peer)) {
                write(client, "something naïve <x id='1'/><x id='2'/>");
                assertThat(readAll(client)).isEqualTo("2 1");
            }
            peer.await();
        }
    }

    @Test
    void scriptIsReadFromAResource() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.load(ScriptedPeerTest.class, "exchange.txt"));
            try (Socket client = connect(peer)) {
                write(client, "<iq type='get' id='7'><query xmlns='urn:example'/></iq>");
                byte[] answer = client.getInputStream().readNBytes(68);
                assertThat(new String(answer, StandardCharsets.UTF_8))
                        .isEqualTo("<iq type='result' to='x'><!-- 7 --><query xmlns='urn:example'/></iq>");
            }
            peer.await();
        }
    }

    @Test
    void lineThatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> ScriptReader.read("C: <a/>\nX: what", "bad.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.txt")
                .hasMessageContaining("X: what");
    }

    @Test
    void resetIsSeenAsAReset() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.begin().send("<iq typ").reset());
            try (Socket client = connect(peer)) {
                peer.await();
                assertThatThrownBy(() -> readAll(client)).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void nextConnectionLeavesTheOneBeforeOpen() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.begin()
                    .acceptNext()
                    .acceptNext()
                    .play(Script.begin().send("${name}").close().with(Map.of("name", "second"))));
            try (Socket first = connect(peer);
                    Socket second = connect(peer)) {
                assertThat(readAll(second)).isEqualTo("second");
                peer.await();
                first.setSoTimeout(50);
                assertThatThrownBy(() -> first.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void repeatedScriptServesEachConnection() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.begin()
                    .forever(Script.begin().acceptNext().send("busy").close()));
            for (int i = 0; i < 3; i++) {
                try (Socket client = connect(peer)) {
                    assertThat(readAll(client)).isEqualTo("busy");
                }
            }
        }
    }

    @Test
    void endOfTheClientIsExpected() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start()) {
            peer.play(Script.begin().expect("<a/>").expectEnd());
            try (Socket client = connect(peer)) {
                write(client, "<a/><b/>");
            }
            assertThat(peer.await().transcript()).contains("C: <b/>").contains("the client closed the connection");
        }
    }

    @Test
    void closingStopsAPeerThatWaits() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start();
        peer.play(Script.begin().send("!").expect("<never/>"));
        try (Socket client = connect(peer)) {
            assertThat(client.getInputStream().read()).isEqualTo('!');
            peer.close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("scripted-peer-" + peer.port()));
    }
}
