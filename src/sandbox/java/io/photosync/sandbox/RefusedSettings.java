package io.photosync.sandbox;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/**
 * Topic settings that a broker refuses, as managed brokers do. The broker creates it by class name, so its settings are
 * static.
 */
public final class RefusedSettings implements CreateTopicPolicy {
    private static volatile Set<String> refused = Set.of();

    static void are(Set<String> settings) {
        refused = Set.copyOf(settings);
    }

    @Override
    public void validate(RequestMetadata topic) {
        topic.configs().keySet().stream().filter(refused::contains).findFirst().ifPresent(setting -> {
            throw new PolicyViolationException("this cluster does not allow that");
        });
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
