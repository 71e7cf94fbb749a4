package org.ltet.portal.notifications;

import java.util.Locale;
import org.ltet.portal.applications.spi.MemberLanguage;
import org.springframework.stereotype.Component;

/** Letters are written in the language of the notices. */
@Component
class LanguageOfMember implements MemberLanguage {

    private final NoticeRows notices;

    LanguageOfMember(NoticeRows notices) {
        this.notices = notices;
    }

    @Override
    public Locale of(String employeeNumber) {
        return Locale.of(notices.language(employeeNumber).orElse(Locale.ENGLISH.getLanguage()));
    }
}
