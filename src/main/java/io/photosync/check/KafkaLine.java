package io.photosync.check;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.OwnerSettings;
import io.photosync.kafka.TopicFindings;
import io.photosync.kafka.TopicInspection;
import io.photosync.kafka.TopicSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Failures come before warnings. */
    private Line result(TopicFindings found) {
        List<String> says = new ArrayList<>();
        List<String> advices = new ArrayList<>();
        add(
                found.another().stream().toList(),
                says,
                "Give each tenant topics of its own with photosync.topics.prefix, or correct photosync.tenant-id.",
                advices);
        add(
                found.rights(),
                says,
                "Give photo sync's Kafka user these rights: src/docs/event-contract.md, Rights and ownership.",
                advices);
        add(
                found.notMade(),
                says,
                "Have them created as the table of topics in src/docs/event-contract.md says, or let photo sync create them: photosync.topics.create.",
                advices);
        add(
                found.wrong(),
                says,
                "Correct the topics, or the settings, before photo sync starts; the number of partitions must not be changed later.",
                advices);
        if (!says.isEmpty()) {
            return Line.fails(name(), join("; ", says), String.join(" ", advices));
        }
        add(
                found.risks(),
                says,
                "For production use three brokers, photosync.topics.replication-factor=3 and min.insync.replicas=2.",
                advices);
        add(
                found.unknown().stream().toList(),
                says,
                "Give photo sync's Kafka user the right DescribeConfigs, or check that the topics' retention is that of the table in src/docs/event-contract.md.",
                advices);
        String topics = "%d %s; %s"
                .formatted(
                        found.brokers(),
                        found.brokers() == 1 ? "broker" : "brokers",
                        found.toBeMade().isEmpty()
                                ? "all topics exist"
                                : "topics " + join(", ", found.toBeMade()) + " will be created");
        return says.isEmpty()
                ? Line.works(name(), topics + copies(found))
                : Line.unclear(name(), topics + "; " + join("; ", says), String.join(" ", advices));
    }

    private static void add(List<String> what, List<String> says, String advice, List<String> advices) {
        if (!what.isEmpty()) {
            says.addAll(what);
            advices.add(advice);
        }
    }

    private static String copies(TopicFindings found) {
        return switch (found.copies()) {
            case 0 -> "";
            case 1 -> ", one copy of each, since there is one broker: what it loses is lost";
            default -> ", at least %d copies of each".formatted(found.copies());
        };
    }

    private static String join(String with, Collection<String> some) {
        return String.join(with, some.stream().sorted().toList());
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
