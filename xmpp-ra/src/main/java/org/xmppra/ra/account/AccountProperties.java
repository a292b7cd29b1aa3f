package org.xmppra.ra.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The properties that adapter, connection factory and activation have in common: which server, which account, how
 * safely. The adapter gives the defaults; a factory or activation inherits what it leaves null, and overrides the rest.
 *
 * <p>A bean at the container's edge: set by one thread before it is used, read once into {@link AccountSettings}.
 * Descriptions and defaults stand in {@code META-INF/ra.xml}.
 */
public abstract class AccountProperties implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String serverName;
    private @Nullable String host;
    private @Nullable Integer portNumber;
    private @Nullable String connectionURL;
    private @Nullable String dnsServers;
    private @Nullable String proxyType;
    private @Nullable String proxyHost;
    private @Nullable Integer proxyPort;
    private @Nullable String proxyUserName;
    private @Nullable String proxyPassword;
    private @Nullable String userName;
    private @Nullable String password;
    private @Nullable String mode;
    private @Nullable String resource;
    private @Nullable String resourcePrefix;
    private @Nullable String tls;
    private @Nullable Boolean allowInsecure;
    private @Nullable String trustStore;
    private @Nullable String trustStorePassword;
    private @Nullable String pinnedKey;
    private @Nullable String keyStore;
    private @Nullable String keyStorePassword;
    private @Nullable String keyPassword;
    private @Nullable String allowedMechanisms;
    private @Nullable Integer connectTimeoutMillis;
    private @Nullable Integer requestTimeoutMillis;
    private @Nullable Integer callbackTimeoutMillis;
    private @Nullable Integer keepAliveSeconds;
    private @Nullable Integer resumeWindowSeconds;
    private @Nullable String sessionSharing;

    /** For subclasses; beans need it without arguments. */
    protected AccountProperties() {}

    /** What two beans are compared by: every property, secrets included; never shown. */
    protected List<@Nullable Object> configuration() {
        return Arrays.asList(
                serverName,
                host,
                portNumber,
                connectionURL,
                dnsServers,
                proxyType,
                proxyHost,
                proxyPort,
                proxyUserName,
                proxyPassword,
                userName,
                password,
                mode,
                resource,
                resourcePrefix,
                tls,
                allowInsecure,
                trustStore,
                trustStorePassword,
                pinnedKey,
                keyStore,
                keyStorePassword,
                keyPassword,
                allowedMechanisms,
                connectTimeoutMillis,
                requestTimeoutMillis,
                callbackTimeoutMillis,
                keepAliveSeconds,
                resumeWindowSeconds,
                sessionSharing);
    }

    /** Whether the other is a bean of the same class with the same configuration (Jakarta Connectors §19.4). */
    protected final boolean sameConfiguration(@Nullable Object other) {
        return other instanceof AccountProperties that
                && getClass() == that.getClass()
                && configuration().equals(that.configuration());
    }

    /** A hash that fits {@link #sameConfiguration}. */
    protected final int configurationHash() {
        return Objects.hash(getClass(), configuration());
    }

    /** The XMPP domain; for a component its own address. */
    public @Nullable String getServerName() {
        return serverName;
    }

    /** Sets it; null inherits. */
    public void setServerName(@Nullable String serverName) {
        this.serverName = serverName;
    }

    /** Where to connect, if not to the domain itself. */
    public @Nullable String getHost() {
        return host;
    }

    /** Sets it; null inherits. */
    public void setHost(@Nullable String host) {
        this.host = host;
    }

    /** The port; null or 0 for where DNS says, or else 5222, 5223 with direct TLS, 5347 for a component. */
    @Min(value = 0, message = "portNumber='${validatedValue}': a number from 0 to 65535") @Max(value = 65535, message = "portNumber='${validatedValue}': a number from 0 to 65535") public @Nullable Integer getPortNumber() {
        return portNumber;
    }

    /** Sets it; null inherits. */
    public void setPortNumber(@Nullable Integer portNumber) {
        this.portNumber = portNumber;
    }

    /** The URL of the server's WebSocket, if it is reached by one (RFC 7395). */
    public @Nullable String getConnectionURL() {
        return connectionURL;
    }

    /** Sets it; null inherits. */
    public void setConnectionURL(@Nullable String connectionURL) {
        this.connectionURL = connectionURL;
    }

    /** DNS servers to ask instead of the system's, separated by commas. */
    public @Nullable String getDnsServers() {
        return dnsServers;
    }

    /** Sets it; null inherits. */
    public void setDnsServers(@Nullable String dnsServers) {
        this.dnsServers = dnsServers;
    }

    /** {@code http} or {@code socks5}. */
    @Pattern(regexp = "(?i)\\s*(http|socks5)?\\s*", message = "proxyType='${validatedValue}': one of http, socks5")
    public @Nullable String getProxyType() {
        return proxyType;
    }

    /** Sets it; null inherits. */
    public void setProxyType(@Nullable String proxyType) {
        this.proxyType = proxyType;
    }

    /** The proxy to connect through. */
    public @Nullable String getProxyHost() {
        return proxyHost;
    }

    /** Sets it; null inherits. */
    public void setProxyHost(@Nullable String proxyHost) {
        this.proxyHost = proxyHost;
    }

    /** The proxy's port; null for 3128, 1080 with socks5. */
    @Min(value = 0, message = "proxyPort='${validatedValue}': a number from 0 to 65535") @Max(value = 65535, message = "proxyPort='${validatedValue}': a number from 0 to 65535") public @Nullable Integer getProxyPort() {
        return proxyPort;
    }

    /** Sets it; null inherits. */
    public void setProxyPort(@Nullable Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    /** Whom the proxy knows us as. */
    public @Nullable String getProxyUserName() {
        return proxyUserName;
    }

    /** Sets it; null inherits. */
    public void setProxyUserName(@Nullable String proxyUserName) {
        this.proxyUserName = proxyUserName;
    }

    /** The password for the proxy. */
    public @Nullable String getProxyPassword() {
        return proxyPassword;
    }

    /** Sets it; null inherits. */
    public void setProxyPassword(@Nullable String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    /** The account's localpart. */
    public @Nullable String getUserName() {
        return userName;
    }

    /** Sets it; null inherits. */
    public void setUserName(@Nullable String userName) {
        this.userName = userName;
    }

    /** The account's password or the component's secret. */
    public @Nullable String getPassword() {
        return password;
    }

    /** Sets it; null inherits. */
    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    /** {@code client}, {@code direct-tls} or {@code component}. */
    @Pattern(
            regexp = "(?i)\\s*(client|component|direct-tls)?\\s*",
            message = "mode='${validatedValue}': one of client, component, direct-tls")
    public @Nullable String getMode() {
        return mode;
    }

    /** Sets it; null inherits. */
    public void setMode(@Nullable String mode) {
        this.mode = mode;
    }

    /** The exact resource of handlers and of shared sessions. */
    public @Nullable String getResource() {
        return resource;
    }

    /** Sets it; null inherits. */
    public void setResource(@Nullable String resource) {
        this.resource = resource;
    }

    /** How the resources of dedicated sessions begin. */
    public @Nullable String getResourcePrefix() {
        return resourcePrefix;
    }

    /** Sets it; null inherits. */
    public void setResourcePrefix(@Nullable String resourcePrefix) {
        this.resourcePrefix = resourcePrefix;
    }

    /** {@code required}, {@code optional} or {@code disabled}. */
    @Pattern(
            regexp = "(?i)\\s*(disabled|optional|required)?\\s*",
            message = "tls='${validatedValue}': one of disabled, optional, required")
    public @Nullable String getTls() {
        return tls;
    }

    /** Sets it; null inherits. */
    public void setTls(@Nullable String tls) {
        this.tls = tls;
    }

    /** Whether TLS may be optional or disabled beyond loopback. */
    public @Nullable Boolean getAllowInsecure() {
        return allowInsecure;
    }

    /** Sets it; null inherits. */
    public void setAllowInsecure(@Nullable Boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    /** A file of trusted certificates: PKCS#12, JKS or PEM. */
    public @Nullable String getTrustStore() {
        return trustStore;
    }

    /** Sets it; null inherits. */
    public void setTrustStore(@Nullable String trustStore) {
        this.trustStore = trustStore;
    }

    /** The trust store's password. */
    public @Nullable String getTrustStorePassword() {
        return trustStorePassword;
    }

    /** Sets it; null inherits. */
    public void setTrustStorePassword(@Nullable String trustStorePassword) {
        this.trustStorePassword = trustStorePassword;
    }

    /** The hexadecimal SHA-256 of the only public key to trust. */
    @Pattern(
            regexp = "\\s*(([0-9a-fA-F]{2}:?){32})?\\s*",
            message = "pinnedKey='${validatedValue}': 64 hexadecimal digits, the SHA-256 of the public key")
    public @Nullable String getPinnedKey() {
        return pinnedKey;
    }

    /** Sets it; null inherits. */
    public void setPinnedKey(@Nullable String pinnedKey) {
        this.pinnedKey = pinnedKey;
    }

    /** A file with the key and certificate for SASL EXTERNAL. */
    public @Nullable String getKeyStore() {
        return keyStore;
    }

    /** Sets it; null inherits. */
    public void setKeyStore(@Nullable String keyStore) {
        this.keyStore = keyStore;
    }

    /** The key store's password. */
    public @Nullable String getKeyStorePassword() {
        return keyStorePassword;
    }

    /** Sets it; null inherits. */
    public void setKeyStorePassword(@Nullable String keyStorePassword) {
        this.keyStorePassword = keyStorePassword;
    }

    /** The key's password, if it is not the key store's. */
    public @Nullable String getKeyPassword() {
        return keyPassword;
    }

    /** Sets it; null inherits. */
    public void setKeyPassword(@Nullable String keyPassword) {
        this.keyPassword = keyPassword;
    }

    /** SASL mechanisms to choose from, separated by commas or spaces. */
    public @Nullable String getAllowedMechanisms() {
        return allowedMechanisms;
    }

    /** Sets it; null inherits. */
    public void setAllowedMechanisms(@Nullable String allowedMechanisms) {
        this.allowedMechanisms = allowedMechanisms;
    }

    /** For all of connecting, TLS, authentication and binding. */
    @Min(value = 1, message = "connectTimeoutMillis='${validatedValue}': a number from 1 to 600000") @Max(value = 600000, message = "connectTimeoutMillis='${validatedValue}': a number from 1 to 600000") public @Nullable Integer getConnectTimeoutMillis() {
        return connectTimeoutMillis;
    }

    /** Sets it; null inherits. */
    public void setConnectTimeoutMillis(@Nullable Integer connectTimeoutMillis) {
        this.connectTimeoutMillis = connectTimeoutMillis;
    }

    /** How long a request waits for its answer. */
    @Min(value = 1, message = "requestTimeoutMillis='${validatedValue}': a number from 1 up") public @Nullable Integer getRequestTimeoutMillis() {
        return requestTimeoutMillis;
    }

    /** Sets it; null inherits. */
    public void setRequestTimeoutMillis(@Nullable Integer requestTimeoutMillis) {
        this.requestTimeoutMillis = requestTimeoutMillis;
    }

    /** How long a request with callbacks may stay unanswered unless its caller says otherwise; 0 for ever. */
    @Min(value = 0, message = "callbackTimeoutMillis='${validatedValue}': a number from 0 up") public @Nullable Integer getCallbackTimeoutMillis() {
        return callbackTimeoutMillis;
    }

    /** Sets it; null inherits. */
    public void setCallbackTimeoutMillis(@Nullable Integer callbackTimeoutMillis) {
        this.callbackTimeoutMillis = callbackTimeoutMillis;
    }

    /** After how long a silence the peer is asked for a sign of life. */
    @Min(value = 1, message = "keepAliveSeconds='${validatedValue}': a number from 1 to 86400") @Max(value = 86400, message = "keepAliveSeconds='${validatedValue}': a number from 1 to 86400") public @Nullable Integer getKeepAliveSeconds() {
        return keepAliveSeconds;
    }

    /** Sets it; null inherits. */
    public void setKeepAliveSeconds(@Nullable Integer keepAliveSeconds) {
        this.keepAliveSeconds = keepAliveSeconds;
    }

    /** How long a client session that lost its connection is kept for resumption; 0 for not at all. */
    @Min(value = 0, message = "resumeWindowSeconds='${validatedValue}': a number from 0 to 3600") @Max(value = 3600, message = "resumeWindowSeconds='${validatedValue}': a number from 0 to 3600") public @Nullable Integer getResumeWindowSeconds() {
        return resumeWindowSeconds;
    }

    /** Sets it; null inherits. */
    public void setResumeWindowSeconds(@Nullable Integer resumeWindowSeconds) {
        this.resumeWindowSeconds = resumeWindowSeconds;
    }

    /** {@code dedicated} or {@code shared}. */
    @Pattern(
            regexp = "(?i)\\s*(dedicated|shared)?\\s*",
            message = "sessionSharing='${validatedValue}': one of dedicated, shared")
    public @Nullable String getSessionSharing() {
        return sessionSharing;
    }

    /** Sets it; null inherits. */
    public void setSessionSharing(@Nullable String sessionSharing) {
        this.sessionSharing = sessionSharing;
    }

    /** The account as administrators know it, as far as it is set here. */
    protected final String account() {
        return (userName == null || userName.isBlank() ? "" : userName + "@") + (serverName == null ? "" : serverName);
    }

    /** The account; never a secret. */
    @Override
    public String toString() {
        String account = account();
        return getClass().getSimpleName() + (account.isEmpty() ? "" : "[" + account + "]");
    }
}
