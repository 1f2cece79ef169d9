package io.photosync.sandbox;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Who may do everything on a Kafka.
 *
 * @param bootstrapServers an address without access control
 */
public record KafkaAdministrator(String bootstrapServers) {

    /** A request to the brokers. */
    public interface Request {
        Object send(Admin admin) throws ExecutionException, InterruptedException;
    }

    /** @throws IllegalStateException with the brokers' error as its cause */
    public void send(Request request) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            request.send(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
