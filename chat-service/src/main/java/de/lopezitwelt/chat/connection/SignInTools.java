package de.lopezitwelt.chat.connection;

import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import de.lopezitwelt.runtime.mcp.oauth.ServerSignIns;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes the parts of sign-ins that are plain classes. */
@ApplicationScoped
class SignInTools {
    @Produces
    @Singleton
    static OutboundHttp http(Vertx vertx) {
        return new OutboundHttp(vertx);
    }

    static void close(@Disposes OutboundHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    static ServerSignIns signIns(OutboundHttp http) {
        return new ServerSignIns(http);
    }

    @Produces
    @Singleton
    static OneTimeSecrets secrets() {
        return new OneTimeSecrets(new SecureRandom());
    }
}
