package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.demo.DemoUser;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import org.jspecify.annotations.Nullable;

/** What a user needs to know once the platform runs. */
final class Welcome {
    private Welcome() {}

    /** @param administrator null when there is none whose password is known */
    static String to(LocalPlatform platform, @Nullable DemoUser administrator) {
        var text = new StringBuilder("\n");
        for (PlatformService service : PlatformService.values()) {
            text.append("  %-12s %s   API: %s/swagger-ui%n"
                    .formatted(service.key(), platform.url(service), platform.url(service)));
        }
        text.append(administrator == null ? """

                  Administrator       ./lopez up tries again, ./lopez admin create makes another
                """ : """

                  Administrator       %s
                  Password            %s
                """.formatted(administrator.email(), administrator.password()));
        return text.append("""

                  ./lopez demo        plays a conversation and checks its figures
                  ./lopez logs        shows what the services say

                """).toString();
    }
}
