package io.photosync.sandbox.page;

import io.photosync.sandbox.Sandbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page's files. Without a running sandbox there is no page. */
@Path("/sandbox")
@ApplicationScoped
public class SandboxPage {
    private static final Map<String, String> FILES = Map.of(
            "page.css", "text/css;charset=utf-8",
            "page.js", "text/javascript;charset=utf-8");

    private final Instance<Sandbox> running;

    public SandboxPage(Instance<Sandbox> running) {
        this.running = running;
    }

    @GET
    public Response page() {
        return file("page.html", "text/html;charset=utf-8");
    }

    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String name) {
        if (!FILES.containsKey(name)) {
            throw new NotFoundException("the page has no file " + name);
        }
        return file(name, FILES.get(name));
    }

    private Response file(String name, String type) {
        if (!running.isResolvable()) {
            throw new NotFoundException("no sandbox is running");
        }
        try (InputStream file = SandboxPage.class.getResourceAsStream(name)) {
            return Response.ok(file.readAllBytes(), type)
                    .header("Cache-Control", "no-cache")
                    .header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + name + " cannot be read", e);
        }
    }
}
