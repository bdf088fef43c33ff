package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.demo.DemoUser;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;

/** What somebody needs to know once the platform runs. */
final class Welcome {
    private Welcome() {}

    static String to(LocalPlatform platform, DemoUser user) {
        var text = new StringBuilder("\n");
        for (PlatformService service : PlatformService.values()) {
            text.append("  %-12s %s   API: %s/swagger-ui%n"
                    .formatted(service.key(), platform.url(service), platform.url(service)));
        }
        text.append("""

                  Demonstration user  %s
                  Password            %s

                  ./lopez demo        plays a conversation and checks its figures
                  ./lopez logs        shows what the services say

                """.formatted(user.email(), user.password()));
        return text.toString();
    }
}
