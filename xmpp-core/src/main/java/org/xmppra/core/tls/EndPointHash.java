package org.xmppra.core.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The data of {@code tls-server-end-point} (RFC 5929 §4.1): the certificate, hashed as its signature hashes. */
final class EndPointHash {
    private static final Pattern HASH_WITH_KEY = Pattern.compile(
            "(MD5|SHA-?1|SHA-?224|SHA-?256|SHA-?384|SHA-?512|" + "SHA3-224|SHA3-256|SHA3-384|SHA3-512)WITH.*");
    private static final String PSS = "RSASSA-PSS";

    private EndPointHash() {}

    /** The hash, or empty where the signature uses none of its own (Ed25519), as then there is no such binding. */
    static Optional<byte[]> of(X509Certificate certificate) {
        try {
            Optional<String> algorithm = algorithm(certificate);
            return algorithm.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(algorithm.get()).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            // A hash that this runtime does not know: the binding can't be had.
            return Optional.empty();
        }
    }

    /** MD5 and SHA-1 are replaced by SHA-256. */
    private static Optional<String> algorithm(X509Certificate certificate) throws GeneralSecurityException {
        Optional<String> hash = signatureHash(certificate);
        return hash.map(name -> name.equals("MD5") || name.equals("SHA-1") ? "SHA-256" : name);
    }

    private static Optional<String> signatureHash(X509Certificate certificate) throws GeneralSecurityException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.equals(PSS)) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
            byte[] encoded = certificate.getSigAlgParams();
            if (encoded == null) {
                return Optional.empty();
            }
            try {
                parameters.init(encoded);
            } catch (IOException e) {
                throw new GeneralSecurityException(e);
            }
            return Optional.of(standardName(
                    parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm()));
        }
        Matcher matcher = HASH_WITH_KEY.matcher(signature);
        return matcher.matches() ? Optional.of(standardName(matcher.group(1))) : Optional.empty();
    }

    /** "SHA256" as well as "SHA-256" becomes "SHA-256". */
    private static String standardName(String name) {
        return name.toUpperCase(Locale.ROOT).replaceFirst("^SHA-?(1|224|256|384|512)$", "SHA-$1");
    }
}
