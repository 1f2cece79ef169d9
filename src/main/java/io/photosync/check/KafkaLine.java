package io.photosync.check;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.TopicSettings;
import io.photosync.kafka.topics.OwnerSettings;
import io.photosync.kafka.topics.TopicFindings;
import io.photosync.kafka.topics.TopicInspection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Kafka: reachability, our permissions, the topics' settings and owner, and their replication. */
final class KafkaLine implements Check {
    private static final int SECONDS = 6;

    private final KafkaClients clients;
    private final TopicInspection inspection;

    KafkaLine(KafkaClients clients, TopicSettings settings, OwnerSettings owner) {
        this.clients = clients;
        this.inspection = new TopicInspection(clients, settings, owner);
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Line run() throws InterruptedException {
        try (Admin admin = clients.admin()) {
            admin.describeCluster().clusterId().get(SECONDS, TimeUnit.SECONDS);
            return result(inspection.inspect(admin));
        } catch (ExecutionException e) {
            return refused(e.getCause());
        } catch (TimeoutException e) {
            return unreachable("no answer within %d s".formatted(SECONDS));
        } catch (KafkaException e) {
            return refused(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What is said about the topics, and what to do about it. */
    private record Finding(List<String> says, String advice) {
        Finding(Optional<String> says, String advice) {
            this(says.stream().toList(), advice);
        }
    }

    /** Failures come before warnings. */
    private Line result(TopicFindings found) {
        List<Finding> failures = failures(found);
        if (!failures.isEmpty()) {
            return Line.fails(name(), says(failures), advice(failures));
        }
        List<Finding> warnings = warnings(found);
        return warnings.isEmpty()
                ? Line.works(name(), topics(found) + copies(found))
                : Line.unclear(name(), topics(found) + "; " + says(warnings), advice(warnings));
    }

    private static List<Finding> failures(TopicFindings found) {
        return present(
                new Finding(
                        found.another(),
                        "Give each tenant topics of its own with photosync.topics.prefix, or correct photosync.tenant-id."),
                new Finding(
                        found.rights(),
                        "Give photo sync's Kafka user these rights: src/docs/event-contract.md, Rights and ownership."),
                new Finding(
                        found.notMade(),
                        "Have them created as the table of topics in src/docs/event-contract.md says, or let photo sync create them: photosync.topics.create."),
                new Finding(
                        found.wrong(),
                        "Correct the topics, or the settings, before photo sync starts; the number of partitions must not be changed later."));
    }

    private static List<Finding> warnings(TopicFindings found) {
        return present(
                new Finding(
                        found.risks(),
                        "For production use three brokers, photosync.topics.replication-factor=3 and min.insync.replicas=2."),
                new Finding(
                        found.unknown(),
                        "Give photo sync's Kafka user the right DescribeConfigs, or check that the topics' retention is that of the table in src/docs/event-contract.md."));
    }

    private static List<Finding> present(Finding... findings) {
        return Stream.of(findings).filter(one -> !one.says().isEmpty()).toList();
    }

    private static String says(List<Finding> findings) {
        return findings.stream().flatMap(one -> one.says().stream()).sorted().collect(Collectors.joining("; "));
    }

    private static String advice(List<Finding> findings) {
        return findings.stream().map(Finding::advice).collect(Collectors.joining(" "));
    }

    private static String topics(TopicFindings found) {
        String toBeMade = found.toBeMade().stream().sorted().collect(Collectors.joining(", "));
        return "%d %s; %s"
                .formatted(
                        found.brokers(),
                        found.brokers() == 1 ? "broker" : "brokers",
                        toBeMade.isEmpty() ? "all topics exist" : "topics " + toBeMade + " will be created");
    }

    private static String copies(TopicFindings found) {
        return switch (found.copies()) {
            case 0 -> "";
            case 1 -> ", one copy of each, since there is one broker: what it loses is lost";
            default -> ", at least %d copies of each".formatted(found.copies());
        };
    }

    private Line refused(Throwable why) {
        return why instanceof AuthenticationException
                ? Line.fails(
                        name(),
                        "refuses photo sync's login: " + why.getMessage(),
                        "Compare kafka.security.protocol and the settings kafka.sasl.* and kafka.ssl.* with the brokers'.")
                : unreachable(why.getMessage());
    }

    private Line unreachable(String why) {
        return Line.fails(
                name(),
                "cannot be reached: " + why,
                "Compare kafka.bootstrap.servers and the other kafka.* settings (TLS, SASL) with the brokers'; check the firewall.");
    }
}
