package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts a definition into force, as a new version of its scheme. */
@Component
public class PublishScheme {

    /** @throws org.ltet.portal.shared.Refused with every error of the definition */
    public UUID publish(SchemeDefinition definition, LocalDate validFrom, String changedBy) {
        throw new UnsupportedOperationException("no catalogue yet: " + definition.code() + validFrom + changedBy);
    }

    /** Ends the version in force: {@code lastDay} is the last day on which one may apply. */
    public void close(String code, LocalDate lastDay, String changedBy) {
        throw new UnsupportedOperationException("no catalogue yet: " + code + lastDay + changedBy);
    }
}
