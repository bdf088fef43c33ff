package de.lopezitwelt.platform.testing.backend;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Removes a test run's topics from Kafka. */
public final class TopicCleanup {
    private static final int TIMEOUT_SECONDS = 20;

    private TopicCleanup() {}

    /** Deletes every topic that starts with the prefix. A broker that is gone has nothing left to delete. */
    public static void deleteTopics(String bootstrap, String prefix) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000))) {
            List<String> topics = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
            admin.deleteTopics(topics).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            System.err.println("Topics of " + prefix + " stay: " + gone.getMessage());
        }
    }
}
