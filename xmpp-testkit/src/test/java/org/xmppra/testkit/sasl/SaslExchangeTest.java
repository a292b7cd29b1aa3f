package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.core.sasl.SaslCredentials;
import org.xmppra.core.sasl.SaslException;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.sasl.SaslMechanism;
import org.xmppra.core.sasl.SaslMechanisms;
import org.xmppra.core.sasl.SaslMemory;
import org.xmppra.core.sasl.SaslOffer;
import org.xmppra.core.sasl.SaslPolicy;
import org.xmppra.core.sasl.SaslProfile;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.stream.StreamSecurity;

/** The client's mechanisms against the server's, which share no arithmetic. */
@Tag("ST-7")
class SaslExchangeTest {
    private final SaslAccounts accounts = new SaslAccounts();
    private final SaslMemory memory = new SaslMemory();

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    void rightPasswordAuthenticates(String name) throws Exception {
        accounts.put("alice", "p\u00E4ssw\u00F6rd, =");
        SaslServerMechanism server = accounts.begin(name);

        authenticate(client(name, "alice", "p\u00E4ssw\u00F6rd, ="), server);

        assertThat(server.isComplete()).isTrue();
        assertThat(server.userName()).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    void wrongPasswordIsNotAuthorized(String name) throws Exception {
        accounts.put("alice", "secret");

        assertNotAuthorized(name, "alice", "Secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    void unknownUserIsNotAuthorizedInTheSameWords(String name) throws Exception {
        accounts.put("alice", "secret");

        assertThat(assertNotAuthorized(name, "mallory", "secret"))
                .isEqualTo(assertNotAuthorized(name, "alice", "wrong"));
    }

    @Test
    void unknownUserHasASaltThatStaysTheSame() throws Exception {
        accounts.put("alice", "secret");

        assertThat(saltAndCount("mallory")).isEqualTo(saltAndCount("mallory")).hasSameSizeAs(saltAndCount("alice"));
        assertThat(saltAndCount("mallory")).isNotEqualTo(saltAndCount("trudy"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a,b=c | pass", "\u2168 | \u2168", "alice | I\u00ADX"})
    void namesAndPasswordsAreEscapedAndPrepared(String userName, String password) throws Exception {
        accounts.put(userName, password);
        SaslServerMechanism server = accounts.begin("SCRAM-SHA-256");

        authenticate(client("SCRAM-SHA-256", userName, password), server);

        assertThat(server.isComplete()).isTrue();
    }

    @Test
    void changedPasswordReplacesTheOldOneDespiteRememberedKeys() throws Exception {
        accounts.put("alice", "old");
        authenticate(client("SCRAM-SHA-1", "alice", "old"), accounts.begin("SCRAM-SHA-1"));
        accounts.put("alice", "new");

        assertNotAuthorized("SCRAM-SHA-1", "alice", "old");
        assertThatCode(() -> authenticate(client("SCRAM-SHA-1", "alice", "new"), accounts.begin("SCRAM-SHA-1")))
                .doesNotThrowAnyException();
    }

    @Test
    void serverThatDoesNotKnowThePasswordIsNotBelieved() throws Exception {
        accounts.put("alice", "secret");
        SaslMechanism client = client("SCRAM-SHA-256", "alice", "secret");
        SaslServerMechanism server = accounts.begin("SCRAM-SHA-256");
        client.respond(server.evaluate(client.initialResponse()));

        assertThatThrownBy(() -> client.succeed("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".getBytes(UTF_8)))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("signature");
    }

    @Test
    void plainIsRefusedAfterScramHasSucceeded() throws Exception {
        accounts.put("alice", "secret");
        authenticate(client("SCRAM-SHA-256", "alice", "secret"), accounts.begin("SCRAM-SHA-256"));

        assertThatThrownBy(() -> client("PLAIN", "alice", "secret"))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("PLAIN is refused");
    }

    @Test
    void iterationCountOfTheServerIsFollowed() throws Exception {
        var slow = new SaslAccounts(10_000);
        slow.put("alice", "secret");
        SaslServerMechanism server = slow.begin("SCRAM-SHA-256");

        authenticate(client("SCRAM-SHA-256", "alice", "secret"), server);

        assertThat(server.isComplete()).isTrue();
    }

    @Test
    void weakIterationCountIsRefusedByTheClient() throws Exception {
        var weak = new SaslAccounts(1);
        weak.put("alice", "secret");
        SaslMechanism client = client("SCRAM-SHA-256", "alice", "secret");
        byte[] challenge = weak.begin("SCRAM-SHA-256").evaluate(client.initialResponse());

        assertThatThrownBy(() -> client.respond(challenge))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("1 SCRAM iterations");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCRAM-SHA-1 | p=tls-unique,,n=alice,r=abc | malformed-request",
                "SCRAM-SHA-1 | n,,m=x,n=alice,r=abc | malformed-request",
                "SCRAM-SHA-1 | n,,n=al=ice,r=abc | malformed-request",
                "SCRAM-SHA-1 | n,,n=\u00AD,r=abc | malformed-request",
                "SCRAM-SHA-1 | n,a=bob,n=alice,r=abc | invalid-authzid",
                "SCRAM-SHA-1 | nonsense | malformed-request",
                "PLAIN | nonsense | malformed-request"
            })
    void malformedFirstMessageIsRefused(String name, String message, String condition) throws Exception {
        accounts.put("alice", "secret");

        assertThatThrownBy(() -> accounts.begin(name).evaluate(message.getBytes(UTF_8)))
                .asInstanceOf(type(SaslServerException.class))
                .extracting(e -> e.condition().elementName())
                .isEqualTo(condition);
    }

    @Test
    void plainForAnotherAccountIsRefused() throws Exception {
        accounts.put("alice", "secret");

        assertThatThrownBy(() -> accounts.begin("PLAIN").evaluate("bob\0alice\0secret".getBytes(UTF_8)))
                .asInstanceOf(type(SaslServerException.class))
                .extracting(SaslServerException::condition)
                .isEqualTo(SaslFailure.INVALID_AUTHZID);
    }

    @Test
    void changedGs2HeaderIsRefused() throws Exception {
        accounts.put("alice", "secret");
        SaslMechanism client = client("SCRAM-SHA-1", "alice", "secret");
        SaslServerMechanism server = accounts.begin("SCRAM-SHA-1");
        String first = new String(client.initialResponse(), UTF_8).replace("n,,", "y,,");
        byte[] response = client.respond(server.evaluate(first.getBytes(UTF_8)));

        assertThatThrownBy(() -> server.evaluate(response)).isInstanceOf(SaslServerException.class);
    }

    @Test
    void nobodyIsAuthenticatedBeforeTheEnd() throws Exception {
        accounts.put("alice", "secret");
        SaslServerMechanism server = accounts.begin("SCRAM-SHA-1");
        server.evaluate(client("SCRAM-SHA-1", "alice", "secret").initialResponse());

        assertThat(server.isComplete()).isFalse();
        assertThatThrownBy(server::userName).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void plainIsOfferedUnderTlsOnly() {
        assertThat(accounts.mechanisms(true)).containsExactly("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
        assertThat(accounts.mechanisms(false)).doesNotContain("PLAIN");
    }

    @Test
    void unknownMechanismIsInvalid() {
        assertThatThrownBy(() -> accounts.begin("DIGEST-MD5"))
                .asInstanceOf(type(SaslServerException.class))
                .extracting(SaslServerException::condition)
                .isEqualTo(SaslFailure.INVALID_MECHANISM);
    }

    private SaslMechanism client(String name, String userName, String password) throws SaslException {
        var credentials = new SaslCredentials(userName, "example.org", new Secret(password));
        return SaslMechanisms.choose(
                new SaslOffer(SaslProfile.SASL1, List.of(name), null, new StreamSecurity(List.of(), null)),
                SaslPolicy.DEFAULT,
                credentials,
                memory);
    }

    private static void authenticate(SaslMechanism client, SaslServerMechanism server) throws Exception {
        byte[] answer = server.evaluate(client.initialResponse());
        while (!server.isComplete()) {
            answer = server.evaluate(client.respond(answer));
        }
        client.succeed(answer);
    }

    private String assertNotAuthorized(String name, String userName, String password) throws Exception {
        SaslMechanism client = client(name, userName, password);
        SaslServerMechanism server = accounts.begin(name);
        var failure = catchThrowableOfType(SaslServerException.class, () -> authenticate(client, server));
        assertThat(failure.condition()).isEqualTo(SaslFailure.NOT_AUTHORIZED);
        assertThat(server.isComplete()).isFalse();
        return failure.getMessage();
    }

    private String saltAndCount(String userName) throws Exception {
        byte[] challenge = accounts.begin("SCRAM-SHA-256").evaluate(("n,,n=" + userName + ",r=abc").getBytes(UTF_8));
        String serverFirst = new String(challenge, UTF_8);
        return serverFirst.substring(serverFirst.indexOf(",s="));
    }
}
