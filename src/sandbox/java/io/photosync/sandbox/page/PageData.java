package io.photosync.sandbox.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Portrait;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/** The page's data and actions; the page polls it once a second. */
@Path("/sandbox/api")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PageData {
    private static final int PORTRAIT_SIDE = 648;

    private final Instance<Sandbox> running;
    private final ObjectMapper json;
    private final AtomicReference<DemoState> stage = new AtomicReference<>();

    public PageData(Instance<Sandbox> running, ObjectMapper json) {
        this.running = running;
        this.json = json;
    }

    /** @param total users in the directory, of whom the first thousand are shown */
    public record Everything(int total, List<PersonRow> people, List<Switchboard.ServiceState> services) {}

    /** The body of a switch. */
    public record Turn(boolean on) {}

    /** The body of a delay. */
    public record Delay(int millis) {}

    @GET
    @Path("state")
    public Everything state() {
        DemoState now = stage();
        return new Everything(
                now.overview().size(),
                now.overview().people(),
                now.switchboard().services());
    }

    @GET
    @Path("people/{id}/exchange")
    @Produces("image/jpeg")
    public Response exchangePhoto(@PathParam("id") String id) {
        return image(stage().overview().exchangePhoto(id));
    }

    @GET
    @Path("people/{id}/sharepoint")
    @Produces("image/jpeg")
    public Response sharePointPicture(@PathParam("id") String id) {
        return image(stage().overview().sharePointPicture(id));
    }

    /** Another generated photo. */
    @POST
    @Path("people/{id}/portrait")
    public Response putPortrait(@PathParam("id") String id) throws IOException, InterruptedException {
        Person person = stage().overview().person(id).orElseThrow(NotFoundException::new);
        Portrait portrait = Portrait.of(person, ThreadLocalRandom.current().nextLong());
        return reply(stage().visitor().putPhoto(id, Jpeg.of(portrait.draw(PORTRAIT_SIDE))));
    }

    @PUT
    @Path("people/{id}/photo")
    @Consumes(MediaType.WILDCARD)
    public Response putPhoto(@PathParam("id") String id, byte[] image) throws IOException, InterruptedException {
        return reply(stage().visitor().putPhoto(id, image));
    }

    @DELETE
    @Path("people/{id}/photo")
    public Response deletePhoto(@PathParam("id") String id) throws IOException, InterruptedException {
        return reply(stage().visitor().deletePhoto(id));
    }

    @PUT
    @Path("switches/{id}")
    public Response turn(@PathParam("id") String id, Turn turn) {
        FaultSwitch trouble = FaultSwitch.of(id).orElseThrow(NotFoundException::new);
        stage().switchboard().turn(trouble, turn.on());
        return Response.noContent().build();
    }

    @PUT
    @Path("latency/{service}")
    public Response delay(@PathParam("service") String label, Delay delay) {
        Service service = Service.labelled(label).orElseThrow(NotFoundException::new);
        stage().switchboard().delay(service, Duration.ofMillis(Math.clamp(delay.millis(), 0, 60_000)));
        return Response.noContent().build();
    }

    private DemoState stage() {
        if (!running.isResolvable()) {
            throw new NotFoundException("no sandbox is running");
        }
        return stage.updateAndGet(known -> known == null ? DemoState.of(running.get()) : known);
    }

    /** The address names the version, so a picture never changes under its address. */
    private static Response image(Optional<byte[]> jpeg) {
        return Response.ok(jpeg.orElseThrow(NotFoundException::new))
                .header("Cache-Control", "private, max-age=86400, immutable")
                .build();
    }

    /** Graph's refusal in a sentence that the page can show. */
    private Response reply(Visitor.Reply reply) throws IOException {
        if (reply.status() < 300) {
            return Response.noContent().build();
        }
        String said = reply.body().startsWith("{")
                ? json.readTree(reply.body()).at("/error/message").asText(reply.body())
                : reply.body();
        return Response.status(Response.Status.BAD_GATEWAY)
                .entity(new Refusal("Graph answered " + reply.status() + ": " + said))
                .build();
    }

    /** The reason for a refused change. */
    public record Refusal(String message) {}

    @PreDestroy
    void close() {
        DemoState last = stage.get();
        if (last != null) {
            last.visitor().close();
        }
    }
}
