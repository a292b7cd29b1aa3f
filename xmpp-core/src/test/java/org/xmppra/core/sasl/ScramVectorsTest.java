package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The exchanges printed in the RFCs, byte for byte; for SHA-512, which has none, a second implementation. */
@Tag("ST-7")
class ScramVectorsTest {
    private static final AnnouncedLists NOTHING = new AnnouncedLists(List.of(), null);
    private static final SaslCredentials USER = new SaslCredentials("user", "example.org", new Secret("pencil"));

    @Test
    void sha1ExchangeIsThatOfRfc5802() throws SaslException {
        check(
                ScramHash.SHA_1,
                "fyko+d2lbbFgONRv9qkxdawL",
                "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
    }

    @Test
    void sha256ExchangeIsThatOfRfc7677() throws SaslException {
        check(
                ScramHash.SHA_256,
                "rOprNGfwEbeRWgbNEkqO",
                "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void sha512ExchangeIsThatOfASecondImplementation() throws Exception {
        String serverFirst = "r=clientServer,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=5000";
        String withoutProof = "c=biws,r=clientServer";
        byte[] authMessage = ("n=user,r=client," + serverFirst + "," + withoutProof).getBytes(US_ASCII);
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec("pencil".toCharArray(), salt, 5000, 512))
                .getEncoded();
        byte[] clientKey = hmac512(salted, "Client Key".getBytes(US_ASCII));
        byte[] storedKey = MessageDigest.getInstance("SHA-512").digest(clientKey);
        byte[] proof = hmac512(storedKey, authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        byte[] signature = hmac512(hmac512(salted, "Server Key".getBytes(US_ASCII)), authMessage);

        check(
                ScramHash.SHA_512,
                "client",
                serverFirst,
                withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof),
                "v=" + Base64.getEncoder().encodeToString(signature));
    }

    private static void check(ScramHash hash, String nonce, String serverFirst, String clientFinal, String serverFinal)
            throws SaslException {
        var memory = new SaslMemory();
        var scram = new ScramMechanism(hash, USER, SaslPolicy.DEFAULT, memory, GsHeader.NO_BINDING, NOTHING, nonce);

        assertThat(new String(scram.initialResponse(), UTF_8)).isEqualTo("n,,n=user,r=" + nonce);
        assertThat(new String(scram.respond(serverFirst.getBytes(UTF_8)), UTF_8))
                .isEqualTo(clientFinal);
        scram.succeed(serverFinal.getBytes(UTF_8));

        assertThat(memory.hasProvedBetterThanPlain("user@example.org")).isTrue();
    }

    private static byte[] hmac512(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(key, "HmacSHA512"));
        return mac.doFinal(data);
    }
}
