package org.xmppra.core.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Exports keying material for channel binding (RFC 9266 §2) on Java runtimes that can: 25 and later. */
final class KeyingMaterial {
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int LENGTH = 32;
    private static final @Nullable MethodHandle EXPORT = find();

    private KeyingMaterial() {}

    /** The keying material, or empty if the runtime or this session has none to export. */
    static Optional<byte[]> export(SSLSession session) {
        if (EXPORT == null || !(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            // The context is empty, which in TLS 1.2 is not the same as none.
            return Optional.of((byte[]) EXPORT.invokeExact(extended, LABEL, new byte[0], LENGTH));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            // TLS 1.2 without extended master secret exports nothing safe; another provider's session may not know how.
            return Optional.empty();
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            ExtendedSSLSession.class,
                            "exportKeyingMaterialData",
                            MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
        } catch (ReflectiveOperationException e) {
            // An older runtime.
            return null;
        }
    }
}
