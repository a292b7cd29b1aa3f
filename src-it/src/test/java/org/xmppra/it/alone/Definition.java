package org.xmppra.it.alone;

import jakarta.ejb.Stateless;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport;

/** Brings a factory that no administrator has to configure. */
@Stateless
@ConnectionFactoryDefinition(
        name = "java:app/xmpp",
        interfaceName = "org.xmppra.XmppConnectionFactory",
        resourceAdapter = "xmpp-ra",
        transactionSupport = TransactionSupport.TransactionSupportLevel.NoTransaction,
        maxPoolSize = 3,
        properties = {
            "serverName=${xmppra.serverName}",
            "host=${xmppra.host}",
            "portNumber=${xmppra.portNumber}",
            "userName=${xmppra.userName}",
            "password=${xmppra.password}",
            "trustStore=${xmppra.trustStore}"
        })
public class Definition {}
