package de.lopezitwelt.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of mail. */
@ConfigMapping(prefix = "lopez.auth.mail")
public interface MailConfig {
    /** The SMTP server. Its port, login and TLS are Quarkus Mailer's own keys, {@code quarkus.mailer.*}. */
    Optional<String> smtpHost();

    /**
     * Directory that receives mails as files when there is no SMTP server. With neither, mails wait until they expire.
     */
    Optional<Path> mailbox();

    /** The sender. */
    String from();

    /**
     * The web application that links lead to. It is never taken from a request, because the sender chooses its {@code
     * Host}.
     */
    @WithDefault("http://localhost:8080")
    URI linkBase();

    /** The language of mails to recipients whose language is unknown. */
    @WithDefault("en")
    Language defaultLanguage();

    /** How often to look for mails to send. */
    @WithDefault("1S")
    Duration every();

    /** How long a mail belongs to the instance that sends it; afterwards another one tries. */
    @WithDefault("2M")
    Duration lease();

    /** The first pause after a failure; each further one doubles it. */
    @WithDefault("5S")
    Duration firstPause();

    /** The longest pause between attempts. */
    @WithDefault("15M")
    Duration longestPause();

    /** Mails that may be requested without signing in, for one e-mail address within the window. */
    @WithDefault("5")
    int requestsPerEmail();

    /** The same from one network address (for IPv6: one /64); an office shares one. */
    @WithDefault("100")
    int requestsPerAddress();

    /** The window of both limits. */
    @WithDefault("1H")
    Duration requestWindow();
}
