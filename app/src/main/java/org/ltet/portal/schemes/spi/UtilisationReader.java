package org.ltet.portal.schemes.spi;

import java.util.List;
import java.util.UUID;
import org.ltet.portal.schemes.PastUse;

/** Reads what a member's family has used under a scheme. */
public interface UtilisationReader {

    List<PastUse> of(String schemeCode, UUID memberId);
}
