/** A resource type with every type of attribute, single and multi-valued, and characteristics that the core schemas do not show. */
export const thingsProfile = {
  id: 'things',
  name: 'Things',
  resourceTypes: [
    {
      id: 'Thing',
      name: 'Thing',
      endpoint: '/Things',
      schema: 'urn:example:schemas:2.0:Thing',
      schemaExtensions: [{ schema: 'urn:example:schemas:2.0:Stock', required: false }],
    },
  ],
  schemas: [
    {
      id: 'urn:example:schemas:2.0:Thing',
      name: 'Thing',
      attributes: [
        { name: 'code', uniqueness: 'server' },
        { name: 'mark', uniqueness: 'server', caseExact: true },
        // Narrower than usual, and spelled in its own way.
        { name: 'externalId', caseExact: false },
        { name: 'DisplayName', caseExact: true },
        { name: 'size', type: 'integer' },
        { name: 'number', type: 'integer', uniqueness: 'server' },
        { name: 'weight', type: 'decimal' },
        { name: 'on', type: 'boolean' },
        { name: 'bought', type: 'dateTime' },
        { name: 'firmware', type: 'binary' },
        { name: 'manual', type: 'reference', referenceTypes: ['external'] },
        { name: 'tags', multiValued: true },
        { name: 'codes', multiValued: true, caseExact: true },
        { name: 'sizes', type: 'integer', multiValued: true },
        { name: 'weights', type: 'decimal', multiValued: true },
        { name: 'flags', type: 'boolean', multiValued: true },
        { name: 'days', type: 'dateTime', multiValued: true },
        {
          name: 'emails',
          type: 'complex',
          multiValued: true,
          subAttributes: [{ name: 'value', caseExact: true }, { name: 'type' }, { name: 'primary', type: 'boolean' }],
        },
        {
          name: 'case',
          type: 'complex',
          subAttributes: [{ name: 'colour' }, { name: 'width', type: 'decimal' }, { name: 'labels', multiValued: true }],
        },
        {
          name: 'ports',
          type: 'complex',
          multiValued: true,
          subAttributes: [
            { name: 'value' },
            { name: '$ref', type: 'reference' },
            { name: 'speed', type: 'decimal' },
            { name: 'since', type: 'dateTime' },
            { name: 'labels', multiValued: true },
            { name: 'primary', type: 'boolean' },
          ],
        },
      ],
    },
    {
      id: 'urn:example:schemas:2.0:Stock',
      name: 'Stock',
      attributes: [
        { name: 'place', uniqueness: 'server' },
        { name: 'displayName' },
        { name: 'externalId' },
        { name: 'groups', multiValued: true },
        { name: 'meta', type: 'complex', subAttributes: [{ name: 'created', type: 'dateTime' }, { name: 'value' }] },
        { name: 'members', type: 'complex', multiValued: true, subAttributes: [{ name: 'value' }, { name: 'type' }] },
      ],
    },
  ],
};
