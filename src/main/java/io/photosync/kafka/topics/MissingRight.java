package io.photosync.kafka.topics;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Names the right that Kafka missed when it denied reading or writing a topic; its own message names the topics only.
 */
final class MissingRight {
    private MissingRight() {}

    /** Empty when the failure is of another kind. */
    static Optional<String> of(Throwable failure) {
        return failure instanceof AuthorizationException
                ? Optional.of(message((AuthorizationException) failure))
                : Optional.empty();
    }

    private static String message(AuthorizationException denied) {
        return switch (denied) {
            case TopicAuthorizationException topics
            when !topics.unauthorizedTopics().isEmpty() ->
                "Kafka does not grant the rights Read and Write on "
                        + TopicProvisioner.topics(
                                topics.unauthorizedTopics().stream().toList());
            case GroupAuthorizationException group ->
                "Kafka does not grant the right Read on the consumer group " + group.groupId();
            case ClusterAuthorizationException producer ->
                "Kafka grants neither the right Write on the topics nor IdempotentWrite on the cluster";
            default -> "Kafka does not grant a right: " + denied.getMessage();
        };
    }
}
