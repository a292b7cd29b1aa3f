package org.xmppra.it.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An authority and a server certificate signed by it, made by the JDK's keytool, as PEM files. RSA, because ejabberd
 * 23.01 does not find the certificate of an EC key in the form that the JDK writes.
 *
 * @param authority what a client trusts
 * @param chain the server's certificate followed by the authority's
 * @param key the server's private key, PKCS #8, not encrypted
 * @param all key and chain in one file, as ejabberd wants them
 */
record ServerCertificate(Path authority, Path chain, Path key, Path all) {

    private static final char[] STORE_PASSWORD = "only for the moment".toCharArray();

    /** Makes the files in a directory that only this user can read; the names become dNSName entries. */
    static ServerCertificate create(Path directory, Collection<String> names) {
        Path store = directory.resolve("certificates.p12");
        String alternatives = names.stream().map(name -> "dns:" + name).collect(Collectors.joining(",", "san=", ""));
        keytool(
                directory,
                "-genkeypair",
                "-alias",
                "authority",
                "-dname",
                "CN=Test authority",
                "-ext",
                "bc:critical=ca:true",
                "-ext",
                "ku:critical=keyCertSign");
        keytool(
                directory,
                "-genkeypair",
                "-alias",
                "server",
                "-signer",
                "authority",
                "-dname",
                "CN=Test server",
                "-ext",
                alternatives,
                "-ext",
                "eku=serverAuth",
                "-ext",
                "ku:critical=digitalSignature,keyEncipherment");
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, STORE_PASSWORD);
            String key =
                    pem("PRIVATE KEY", keys.getKey("server", STORE_PASSWORD).getEncoded());
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain("server")) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            String authority =
                    pem("CERTIFICATE", keys.getCertificate("authority").getEncoded());
            return new ServerCertificate(
                    Files.writeString(directory.resolve("authority.pem"), authority),
                    Files.writeString(directory.resolve("chain.pem"), chain),
                    Files.writeString(directory.resolve("key.pem"), key),
                    Files.writeString(directory.resolve("all.pem"), key + chain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key store made by keytool cannot be read", e);
        }
    }

    private static void keytool(Path directory, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", "certificates.p12", "-storepass", new String(STORE_PASSWORD)));
        Path output = directory.resolve("keytool.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("keytool failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    private static String pem(String label, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
