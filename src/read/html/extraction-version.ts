/** Version of the text that extraction makes of a page; raised whenever the text of any page changes. */
export const EXTRACTION_VERSION = 1;
