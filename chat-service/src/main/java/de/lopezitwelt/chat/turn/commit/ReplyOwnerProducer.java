package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.platform.persistence.IdGenerator;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Names this process once per start. */
final class ReplyOwnerProducer {
    private ReplyOwnerProducer() {}

    @Produces
    @Singleton
    static ReplyOwner replyOwner(TurnConfig config, IdGenerator ids) {
        return new ReplyOwner(config.instanceId().orElseGet(ids::next), config.instanceUrl(), config.lease());
    }
}
