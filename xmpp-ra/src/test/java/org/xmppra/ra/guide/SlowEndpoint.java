package org.xmppra.ra.guide;

import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;

/** Answers when it is done. */
// tag::later[]
@MessageDriven
public class SlowEndpoint implements IqEndpoint {
    @Resource
    ManagedExecutorService executor;

    @IqGet(CustomXep.class)
    public CompletionStage<CustomXep> answerLater(CustomXep query) {
        return CompletableFuture.supplyAsync(() -> CustomXep.greeting("at last"), executor);
    }
}
// end::later[]
