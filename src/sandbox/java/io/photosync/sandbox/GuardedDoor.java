package io.photosync.sandbox;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * A shared broker with access control: a client signs in, may do what was granted, and creates topics as a policy
 * allows. Clients of the broker's own address may do everything, as its administrator.
 */
public final class GuardedDoor implements AutoCloseable {
    private static final String DOOR = "GUARDED";
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Broker broker = Broker.startGuarded();

    static Map<String, String> settings(int port, int controllerPort, int guardedPort) {
        String open = "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, DOOR, guardedPort);
        return Map.of(
                "listeners",
                "%s,CONTROLLER://127.0.0.1:%d".formatted(open, controllerPort),
                "advertised.listeners",
                open,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.guarded.plain.sasl.jaas.config",
                MODULE + " user_photosync=\"open\";",
                "authorizer.class.name",
                StandardAuthorizer.class.getName(),
                "super.users",
                "User:ANONYMOUS",
                "create.topic.policy.class.name",
                RefusedSettings.class.getName());
    }

    /** Settings of a Kafka client to sign in as photo sync. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "bootstrap.servers",
                broker.guardedServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                MODULE + " username=\"photosync\" password=\"open\";");
    }

    /** The address without access control. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Grants that operation on all topics, or groups, with that prefix. */
    public void grant(ResourceType type, String prefix, AclOperation... operations) {
        Set<AclBinding> rights = Stream.of(operations)
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, prefix, PatternType.PREFIXED),
                        new AccessControlEntry("User:photosync", "*", operation, AclPermissionType.ALLOW)))
                .collect(toSet());
        asAdministrator(admin -> admin.createAcls(rights).all().get());
    }

    /** Revokes everything. */
    public void revokeAll() {
        asAdministrator(
                admin -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get());
    }

    /** From now on no topic with one of these settings can be created. */
    public void refuse(Set<String> topicSettings) {
        RefusedSettings.are(topicSettings);
    }

    public void asAdministrator(KafkaAdministrator.Request request) {
        new KafkaAdministrator(bootstrapServers()).send(request);
    }

    @Override
    public void close() {
        RefusedSettings.are(Set.of());
        broker.close();
    }
}
