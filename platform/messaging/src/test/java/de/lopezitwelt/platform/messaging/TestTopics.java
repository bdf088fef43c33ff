package de.lopezitwelt.platform.messaging;

import de.lopezitwelt.platform.messaging.kafka.TopicSource;
import de.lopezitwelt.platform.messaging.kafka.TopicSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class TestTopics implements TopicSource {
    @Override
    public List<TopicSpec> topics() {
        return List.of(TopicSpec.kept("test.items", 4), TopicSpec.compacted("test.items.state", 1));
    }
}
