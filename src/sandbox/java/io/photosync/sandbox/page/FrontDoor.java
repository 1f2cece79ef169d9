package io.photosync.sandbox.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Redirects the root address to the page. */
@Path("/")
public class FrontDoor {
    @GET
    public Response page() {
        return Response.seeOther(URI.create("/sandbox")).build();
    }
}
