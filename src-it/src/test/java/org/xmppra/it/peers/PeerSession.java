package org.xmppra.it.peers;

/**
 * What a peer reached.
 *
 * @param jid the bound full JID, or a component's domain
 * @param mechanism the SASL mechanism that succeeded; empty for a component
 * @param tls the TLS version; empty for a component
 */
public record PeerSession(String jid, String mechanism, String tls) {}
