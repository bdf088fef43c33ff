package de.lopezitwelt.auth.mail.delivery;

import de.lopezitwelt.auth.mail.MailContent;
import de.lopezitwelt.auth.mail.MailRequest;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Fills the templates under {@code templates/mail/<language>}; a template's first line is the subject. */
@ApplicationScoped
class MailRenderer {
    private static final String SUBJECT = "Subject: ";

    private final Engine engine;

    MailRenderer(Engine engine) {
        this.engine = engine;
    }

    Uni<OutgoingMail> render(MailRequest request, MailContent content) {
        String name = "mail/" + content.language().tag() + "/" + request.kind().template();
        Template template = engine.getTemplate(name);
        if (template == null) {
            return Uni.createFrom().failure(new IllegalStateException("There is no template " + name));
        }
        var instance = template.instance();
        content.values().forEach(instance::data);
        return instance.createUni().map(text -> mail(request.id(), content.recipient(), text));
    }

    private static OutgoingMail mail(String id, String recipient, String rendered) {
        int end = rendered.indexOf('\n');
        if (!rendered.startsWith(SUBJECT) || end < 0) {
            throw new IllegalStateException("A mail template begins with its subject");
        }
        String subject = rendered.substring(SUBJECT.length(), end).strip();
        return new OutgoingMail(id, recipient, subject, rendered.substring(end + 1));
    }
}
