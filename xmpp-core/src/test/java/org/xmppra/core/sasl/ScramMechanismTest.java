package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ST-7")
class ScramMechanismTest {
    private static final String SALT = "QSXCR+Q6sek8bf92";
    private static final String FIRST = "r=clientServer,s=" + SALT + ",i=4096";

    private static final AnnouncedLists NOTHING = new AnnouncedLists(List.of(), null);

    private final SaslMemory memory = new SaslMemory();

    @Test
    void unknownExtensionIsIgnoredButSigned() throws SaslException {
        String extended = FIRST + ",d=Zm9v,x=1";
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();

        String response = respond(scram, extended);

        byte[] authMessage = ("n=user,r=client," + extended + ",c=biws,r=clientServer").getBytes(UTF_8);
        ScramKeys keys = ScramKeys.derive(
                ScramHash.SHA_256, "pencil".getBytes(UTF_8), Base64.getDecoder().decode(SALT), 4096);
        byte[] proof = ScramHash.SHA_256.hmac(ScramHash.SHA_256.hash(keys.clientKey()), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= keys.clientKey()[i];
        }
        assertThat(response)
                .isEqualTo("c=biws,r=clientServer,p=" + Base64.getEncoder().encodeToString(proof));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=must," + FIRST, FIRST + ",m=must", "r=clientServer,m=must,s=" + SALT + ",i=4096"})
    void mandatoryExtensionIsRefused(String serverFirst) throws SaslException {
        assertRefused(serverFirst, "extension");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4095", "1000001", "20000000"})
    void iterationCountOutOfRangeIsRefused(String count) throws SaslException {
        assertRefused("r=clientServer,s=" + SALT + ",i=" + count, count + " SCRAM iterations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "1000000"})
    void iterationCountAtTheBoundIsAccepted(String count) throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();

        assertThatCode(() -> respond(scram, "r=clientServer,s=" + SALT + ",i=" + count))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r=client", "r=Client2", "r=otherServer", "r=xclientServer"})
    void nonceThatDoesNotExtendTheClientsIsRefused(String nonce) throws SaslException {
        assertRefused(nonce + ",s=" + SALT + ",i=4096", "nonce");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=clientServer",
                "s=QSXCR+Q6sek8bf92,r=clientServer,i=4096",
                "r=clientServer,s=,i=4096",
                "r=clientServer,s=QSXCR+Q6sek8bf92,i=04096",
                "r=clientServer,s=QSXCR+Q6sek8bf92,i=-4096",
                "r=clientServer,s=QSXCR+Q6sek8bf92,i=4096000000000",
                "r=clientServer,s=QSXCR+Q6sek8bf92,i=4096 ",
                "r=client Server,s=QSXCR+Q6sek8bf92,i=4096",
                "r=client\u0000Server,s=QSXCR+Q6sek8bf92,i=4096"
            })
    void malformedServerFirstIsRefused(String serverFirst) throws SaslException {
        assertRefused(serverFirst, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QQ", "QR==", "QQ=", "Q===", "QQ==QQ=="})
    void saltThatIsNotCanonicalBase64IsRefused(String salt) throws SaslException {
        assertRefused("r=clientServer,s=" + salt + ",i=4096", "base64");
    }

    @Test
    void serverFirstThatIsNotUtf8IsRefused() throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();
        byte[] message = (FIRST + ",x=?").getBytes(UTF_8);
        message[message.length - 1] = (byte) 0xC0;

        assertThatThrownBy(() -> scram.respond(message))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | signature is wrong",
                "v=AAAA | signature is wrong",
                "v= | signature is wrong",
                "v=? | base64",
                "x=1 | malformed",
                "e=invalid-proof | (invalid-proof)",
                "e=other-error,x=1 | check that the account exists"
            })
    void wrongServerFinalIsRefused(String serverFinal, String message) throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();
        respond(scram, FIRST);

        assertThatThrownBy(() -> scram.succeed(serverFinal.getBytes(UTF_8)))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining(message);
        assertThat(memory.hasProvedBetterThanPlain("user@example.org")).isFalse();
    }

    @Test
    void serverErrorThatIsNoTokenIsNotRepeated() throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();
        respond(scram, FIRST);

        assertThatThrownBy(() -> scram.succeed("e=two\nlines".getBytes(UTF_8)))
                .isInstanceOf(SaslException.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void successWithoutProofIsRefused() throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();
        respond(scram, FIRST);

        assertThatThrownBy(() -> scram.succeed(null))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("without the proof");
    }

    @Test
    void successBeforeTheExchangeIsRefused() throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();

        assertThatThrownBy(() -> scram.succeed("v=".getBytes(UTF_8)))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("without the proof");
    }

    @Test
    void signatureMayComeAsAChallenge() throws SaslException {
        ScramMechanism scram = vector();

        byte[] response = scram.respond("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=".getBytes(UTF_8));
        scram.succeed(null);

        assertThat(response).isEmpty();
        assertThat(memory.hasProvedBetterThanPlain("user@example.org")).isTrue();
    }

    @Test
    void challengeAfterTheSignatureIsRefused() throws SaslException {
        ScramMechanism scram = vector();
        scram.respond("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=".getBytes(UTF_8));

        assertThatThrownBy(() -> scram.respond(new byte[0]))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("no place");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a,b=c | a=2Cb=3Dc", "I\u00ADX | IX", "\u2168 | IX", "ren\u00E9 | ren\u00E9"})
    void userNameIsPreparedAndEscaped(String userName, String sent) throws SaslException {
        assertThat(new String(scram(userName, "pencil").initialResponse(), UTF_8))
                .isEqualTo("n,,n=" + sent + ",r=client");
    }

    @Test
    void passwordIsPrepared() throws SaslException {
        ScramMechanism plain = scram("user", "IX");
        ScramMechanism compatible = scram("user", "\u2168");
        plain.initialResponse();
        compatible.initialResponse();

        assertThat(respond(compatible, FIRST)).isEqualTo(respond(plain, FIRST));
    }

    @Test
    void forbiddenPasswordIsRefusedWithoutBeingTold() throws SaslException {
        ScramMechanism scram = scram("user", "geheim\u0007");
        scram.initialResponse();

        assertThatThrownBy(() -> respond(scram, FIRST))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("SASLprep")
                .hasMessageContaining("property password")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("geheim"));
    }

    @Test
    void emptyPasswordIsRefused() throws SaslException {
        ScramMechanism scram = scram("user", "\u00AD");
        scram.initialResponse();

        assertThatThrownBy(() -> respond(scram, FIRST))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void derivedKeysAreRemembered() throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();
        respond(scram, FIRST);

        var id = new SaslMemory.KeyId("user@example.org", new Secret("pencil"), ScramHash.SHA_256, SALT, 4096);
        assertThat(memory.keys(id, () -> {
                    throw new AssertionError("derived again");
                }))
                .isNotNull();
    }

    @Test
    void everyAttemptHasItsOwnNonce() throws SaslException {
        var credentials = new SaslCredentials("user", "example.org", new Secret("pencil"));
        var one = new ScramMechanism(
                ScramHash.SHA_1, credentials, SaslPolicy.DEFAULT, memory, GsHeader.NO_BINDING, NOTHING);
        var other = new ScramMechanism(
                ScramHash.SHA_1, credentials, SaslPolicy.DEFAULT, memory, GsHeader.NO_BINDING, NOTHING);

        assertThat(one.initialResponse()).hasSizeGreaterThan(32).isNotEqualTo(other.initialResponse());
    }

    private ScramMechanism vector() throws SaslException {
        var credentials = new SaslCredentials("user", "example.org", new Secret("pencil"));
        var scram = new ScramMechanism(
                ScramHash.SHA_1,
                credentials,
                SaslPolicy.DEFAULT,
                memory,
                GsHeader.NO_BINDING,
                NOTHING,
                "fyko+d2lbbFgONRv9qkxdawL");
        scram.initialResponse();
        respond(scram, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
        return scram;
    }

    private ScramMechanism scram(String userName, String password) throws SaslException {
        var credentials = new SaslCredentials(userName, "example.org", new Secret(password));
        return new ScramMechanism(
                ScramHash.SHA_256, credentials, SaslPolicy.DEFAULT, memory, GsHeader.NO_BINDING, NOTHING, "client");
    }

    private void assertRefused(String serverFirst, String message) throws SaslException {
        ScramMechanism scram = scram("user", "pencil");
        scram.initialResponse();

        assertThatThrownBy(() -> respond(scram, serverFirst))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining(message);
    }

    private static String respond(SaslMechanism mechanism, String challenge) throws SaslException {
        return new String(mechanism.respond(challenge.getBytes(UTF_8)), UTF_8);
    }
}
